// Builds what browsers are sent: bundles css/*.css, js/app.js and the scripts of single pages, gives each file a name that
// holds its hash, and packs it with gzip and with brotli. It also picks the icons that
// templates and quizzes name out of the icon set.

import { build } from "esbuild";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const dist = join(here, "dist");
const require = createRequire(import.meta.url);

// The icons are picked first: a name that is not in the set stops the build before it changes anything.
const icons = await pickIcons();
await emptyDist();
const names = await bundle();
for (const name of Object.values(names)) await compress(name);
await writeJSON("icons.json", icons);
await writeJSON("manifest.json", names);

// emptyDist removes the last build, but not the placeholder that lets Go embed an empty folder.
async function emptyDist() {
  await mkdir(dist, { recursive: true });
  for (const name of await readdir(dist)) {
    if (name !== "placeholder") await rm(join(dist, name), { recursive: true });
  }
}

// bundle writes the hashed files and answers which name each source was given.
async function bundle() {
  const styles = (await readdir(join(here, "css"))).filter((name) => name.endsWith(".css"));
  const result = await build({
    absWorkingDir: here,
    entryPoints: [...styles.map((name) => `css/${name}`), "js/app.js", "js/order.js"],
    outdir: "dist",
    entryNames: "[name]-[hash]",
    assetNames: "[name]-[hash]",
    publicPath: "/static",
    bundle: true,
    minify: true,
    format: "iife",
    target: ["chrome100", "firefox102", "safari15"],
    loader: { ".woff2": "file", ".svg": "dataurl" },
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
  });
  const outputs = Object.entries(result.metafile.outputs);
  return Object.fromEntries(outputs.map(([path, { entryPoint, inputs }]) => [logicalName(entryPoint ?? Object.keys(inputs)[0]), basename(path)]));
}

// logicalName is what templates ask for: "base.css", "app.js", "text.woff2".
function logicalName(source) {
  return source.endsWith(".woff2") ? "text.woff2" : basename(source);
}

// compress writes what browsers get, instead of the plain file: whoever can unpack nothing gets it
// unpacked by the program. The font is packed already.
async function compress(name) {
  if (name.endsWith(".woff2")) return;
  const plain = await readFile(join(dist, name));
  const quality = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length };
  await writeFile(join(dist, `${name}.gz`), gzipSync(plain, { level: 9 }));
  await writeFile(join(dist, `${name}.br`), brotliCompressSync(plain, { params: quality }));
  await rm(join(dist, name));
}

// pickIcons answers the drawings that pages and quizzes use.
async function pickIcons() {
  const set = JSON.parse(await readFile(require.resolve("@iconify-json/healthicons/icons.json")));
  const uses = [
    ...(await usesIn("views", ".html", /\bicon "([^"]+)"/g)),
    ...(await usesIn("quizzes", ".yaml", /^[\s-]*drawing:\s*["']?([^\s"'#]+)/gm)),
  ];
  const wrong = uses.map((use) => `${use.file}: "${use.name}" ${faultOf(set.icons[use.name])}`).filter((line) => !line.endsWith(" "));
  if (wrong.length > 0) {
    console.error(wrong.join("\n"));
    process.exit(1);
  }
  const box = (icon) => `0 0 ${icon.width ?? set.width} ${icon.height ?? set.height}`;
  const chosen = [...new Set(uses.map(({ name }) => name))].sort();
  return Object.fromEntries(chosen.map((name) => [name, { viewBox: box(set.icons[name]), body: lightened(set.icons[name].body) }]));
}

// faultOf says why an icon cannot be used, or nothing.
function faultOf(icon) {
  if (!icon) return "is not in the icon set healthicons";
  if (lightened(icon.body).includes(" id=")) return "holds ids, which must not stand twice on a page: choose the one without -negative";
  return "";
}

// lightened draws parts that the set shares by id where they are used, each once, and leaves out
// what nobody sees, the third decimal place and the rule for clipping: each question carries a drawing.
function lightened(body) {
  const shared = new Map([...body.matchAll(/<path id="(\w+)" ([^>]*?)\/>/g)].map(([, id, rest]) => [id, rest]));
  const drawn = new Set();
  return body
    .replace(/<defs>(<path id="\w+" [^>]*?\/>)+<\/defs>/, "")
    .replace(/<use href="#(\w+)"([^>]*?)\/>/g, (use, id, rest) => {
      if (drawn.has(use) || !shared.has(id)) return "";
      drawn.add(use);
      return `<path ${shared.get(id)}${rest}/>`;
    })
    .replaceAll(' clip-rule="evenodd"', "")
    .replace(/\d*\.\d+/g, (number) => (/\.\d{3}/.test(number) ? Number(number).toFixed(2).replace(/^0|0$/g, "") : number));
}

// usesIn lists which icons the files below a folder name, and where.
async function usesIn(folder, ending, pattern) {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith(ending));
  const uses = await Promise.all(files.map(async (entry) => {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    const text = await readFile(path, "utf8");
    return [...text.matchAll(pattern)].map(([, name]) => ({ name, file: relative(root, path) }));
  }));
  return uses.flat();
}

async function writeJSON(name, value) {
  await writeFile(join(dist, name), `${JSON.stringify(value, null, 1)}\n`);
}
