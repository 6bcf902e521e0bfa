// What the tests of a file run on: the program with the fixture of `seed`, the demo where it is
// asked for, and a browser. All of it ends with them.

import { after, before } from "node:test";
import { startDemo, startProgram } from "./program.mjs";
import { openBrowser } from "./visitor.mjs";

export let program;
export let demo;
export let browser;

export function setStage({ withDemo = false, ...fixture } = {}) {
  before(async () => {
    program = await startProgram(fixture);
    if (withDemo) demo = await startDemo();
    browser = await openBrowser();
  });

  after(async () => {
    await browser?.close();
    await demo?.end();
    await program?.end();
  });
}
