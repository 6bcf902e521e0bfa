// Measures, on a slow network and a slow processor, when the first question is painted, how long it
// takes from a tap to the next question, and the slowest interaction. It prints; it fails on nothing.

import { startProgram } from "./program.mjs";
import { newVisitor, openBrowser, phone } from "./visitor.mjs";

const networks = {
  "slow 4G": { latency: 150, downloadThroughput: (1.6 * 1024 * 1024) / 8, uploadThroughput: (750 * 1024) / 8 },
  "slow 3G": { latency: 400, downloadThroughput: (400 * 1024) / 8, uploadThroughput: (400 * 1024) / 8 },
};
const rounds = 3;
const slower = 4; // times, the processor
const taps = 8;

const program = await startProgram();
const browser = await openBrowser();
try {
  for (const [name, network] of Object.entries(networks)) {
    const painted = [];
    const tapped = [];
    const slowest = [];
    for (let n = 0; n < rounds; n++) {
      const visitor = await newVisitor(browser, program.base, { viewport: phone });
      const { page } = visitor;
      await begin(page);
      const wire = await page.context().newCDPSession(page);
      await wire.send("Network.enable");
      await wire.send("Network.clearBrowserCache");
      await wire.send("Network.emulateNetworkConditions", { offline: false, ...network });
      await wire.send("Emulation.setCPUThrottlingRate", { rate: slower });
      await page.goto("/quiz/questions/1", { waitUntil: "load" });
      painted.push(await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime));
      await page.evaluate(watchInteractions);
      for (let tap = 0; tap < taps; tap++) tapped.push((await tapOnce(page)) - network.latency);
      slowest.push(await page.evaluate(() => Math.max(0, ...window.interactions)));
      await page.context().close();
    }
    console.log(`${name}, processor ${slower} times slower, ${rounds} rounds (ms): first paint of question one ${spread(painted)}; ` +
      `tap to next question less one round trip ${spread(tapped)}; slowest interaction ${spread(slowest)}`);
  }
} finally {
  await browser.close();
  await program.end();
}

// begin starts a quiz at full speed, so that only the question is measured.
async function begin(page) {
  await page.goto("/quiz");
  await page.getByRole("button", { name: "Start the quiz" }).click();
  await page.waitForURL(/questions\/1$/);
}

function watchInteractions() {
  window.interactions = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (entry.interactionId) window.interactions.push(entry.duration);
  }).observe({ type: "event", durationThreshold: 16, buffered: true });
}

// tapOnce taps a choice and answers how long it took, within the page, until another question was
// drawn.
async function tapOnce(page) {
  await page.locator(".question--arriving").waitFor({ state: "detached" });
  await page.evaluate(() => {
    const item = () => document.querySelector("[name=item]").value;
    const before = item();
    window.nextQuestion = new Promise((resolve) => {
      document.addEventListener("click", () => {
        const began = performance.now();
        const look = () => (item() === before ? requestAnimationFrame(look) : resolve(performance.now() - began));
        look();
      }, { once: true, capture: true });
    });
  });
  await page.locator(".choice--4").click();
  return page.evaluate(() => window.nextQuestion);
}

function spread(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share) => Math.round(sorted[Math.floor(share * (sorted.length - 1))]);
  return `${at(0.5)} (${at(0)} to ${at(1)})`;
}
