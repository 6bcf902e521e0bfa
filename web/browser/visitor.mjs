// A visitor in a real Chromium, watched: every error of the console, every report of the content
// policy and every request to another host is kept, and makes the test fail.

import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const pictures = join(dirname(fileURLToPath(import.meta.url)), "pictures");

export const phone = { width: 360, height: 740 };
export const laptop = { width: 1366, height: 768 };

// kinds are the ways in which each journey is made: on a phone with scripts and on a laptop without,
// and with EVERY_KIND also the other way round, which takes as long again.
const everyKind = [
  { scripts: true, viewport: phone },
  { scripts: true, viewport: laptop },
  { scripts: false, viewport: phone },
  { scripts: false, viewport: laptop },
];
export const kinds = process.env.EVERY_KIND ? everyKind : [everyKind[0], everyKind[3]];

// nameOf says which kind a journey is, for the name of a test.
export const nameOf = ({ scripts, viewport }) => `at ${viewport.width} px ${scripts ? "with" : "without"} scripts`;

// openBrowser starts Chromium; it asks the network for nothing by itself.
export async function openBrowser() {
  const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  const executablePath = places.find(existsSync);
  assert.ok(executablePath, "Chromium is not here: make tools-for-tests installs it, or says how");
  return chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
}

// newVisitor opens a window of its own, with nothing kept from before.
export async function newVisitor(browser, base, { scripts = true, viewport = laptop, label = scripts ? "" : "plain", ...more } = {}) {
  const context = await browser.newContext({ baseURL: base, javaScriptEnabled: scripts, viewport, ...more });
  const wrong = [];
  const quiet = new Set();
  const host = new URL(base).host;
  context.on("console", (message) => {
    if (message.type() === "error" && !expected(message.text())) wrong.push(`console: ${message.text()} (${message.page()?.url()})`);
  });
  context.on("weberror", (error) => wrong.push(`script: ${error.error().message} (${error.page()?.url()})`));
  context.on("request", (request) => {
    const { protocol, host: asked } = new URL(request.url());
    if (protocol.startsWith("http") && asked !== host) wrong.push(`request to ${asked}`);
  });
  const page = await context.newPage();

  // The browser itself calls an answer of 4xx an error; a page we asked for that answers so is none.
  function expected(text) {
    return [...quiet].some((part) => text.includes(part));
  }

  return {
    page, context, scripts, viewport,
    expectStatus: (...codes) => codes.forEach((code) => quiet.add(`status of ${code}`)),
    expectOffline: () => ["net::ERR_", "htmx:"].forEach((part) => quiet.add(part)),

    // look fails on what axe finds by WCAG 2.2 AA and on sideways scrolling, and keeps a picture
    // where PICTURES is set.
    async look(name, at = page) {
      await settle(at);
      if (scripts) {
        const problems = await at.evaluate(`(async () => {
          ${axe};
          const found = await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
          return found.violations.map((v) => v.id + ": " + v.help + " " + v.nodes.map((n) => n.target.join(" ")).join(", "));
        })()`);
        assert.deepEqual(problems, [], `axe at ${at.url()} (${name}, ${viewport.width} px)`);
        const wide = await at.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assert.ok(wide <= 0, `${name} scrolls sideways by ${wide} px at ${viewport.width} px`);
      }
      if (!process.env.PICTURES) return;
      mkdirSync(pictures, { recursive: true });
      await at.screenshot({ path: join(pictures, `${[name, viewport.width, label].filter(Boolean).join("-")}.png`), fullPage: true });
    },

    async close() {
      await context.close();
      assert.deepEqual(wrong, [], "the browser complained");
    },
  };
}

// settle lets what moves come to rest, so that a picture and axe see the page as it stays.
async function settle(page) {
  await page.waitForLoadState("load");
  await page.evaluate("Promise.allSettled(document.getAnimations().map((a) => a.finished))").catch(() => undefined);
}
