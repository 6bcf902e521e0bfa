// Starts the built program on a database of its own and ends it again.

import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const binary = join(root, "bin", "pathways");

// startProgram serves a database that `seed` filled, and answers where the site is, who can sign
// in, and how to stop and start it.
export async function startProgram({ students = 5 } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "pathways-browser-"));
  const db = `sqlite:${join(folder, "site.db")}`;
  const seeded = JSON.parse(execFileSync(binary, ["seed", "--db", db, "--students", String(students), "--json"]));
  return { seeded, ...(await serve("serve", db, folder)) };
}

// startDemo serves the demo, whose schools have results and plans already.
export async function startDemo() {
  const folder = mkdtempSync(join(tmpdir(), "pathways-demo-"));
  const file = join(folder, "demo.db");
  const served = await serve("demo", `sqlite:${file}`, folder);
  return { people: JSON.parse(readFileSync(`${file}.people.json`)), ...served };
}

async function serve(command, db, folder) {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  let running;

  // start may be given more flags, such as --content and a folder.
  async function start(...flags) {
    running = spawn(binary, [command, "--db", db, "--addr", `127.0.0.1:${port}`, ...flags], { stdio: ["ignore", "ignore", "inherit"] });
    await answers(`${base}/readyz`, running);
  }

  async function stop() {
    const ended = new Promise((resolve) => running.once("exit", resolve));
    running.kill("SIGTERM");
    await ended;
  }

  async function end() {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  }

  await start();
  return { base, start, stop, end };
}

// person finds somebody of the seeded fixture, such as the second student of class 9A.
export function person(seeded, who, { school = 0, className, nth = 0 } = {}) {
  const wanted = seeded.people.filter((p) =>
    p.who === who &&
    (who === "operator" || p.school === seeded.schools[school].name) &&
    (className === undefined || p.class === className));
  return wanted[nth];
}

// editedContent is a copy of the content that is built in, with some text of its files replaced:
// each edit is a file, what it says, and what it is to say.
export function editedContent(...edits) {
  const folder = mkdtempSync(join(tmpdir(), "pathways-content-"));
  cpSync(join(root, "quizzes"), folder, { recursive: true, filter: (path) => !/\.go$|testdata/.test(path) });
  for (const [file, says, shall] of edits) {
    const path = join(folder, file);
    const text = readFileSync(path, "utf8");
    if (!text.includes(says)) throw new Error(`${file} does not say ${says}`);
    writeFileSync(path, text.replace(says, shall));
  }
  return folder;
}

// freePort asks the system for a port that nobody uses.
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

// answers waits until an address answers, or the program has ended.
async function answers(address, child) {
  const until = Date.now() + 20_000;
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`the program ended with ${child.exitCode}`);
    const response = await fetch(address).catch(() => undefined);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${address} does not answer`);
}
