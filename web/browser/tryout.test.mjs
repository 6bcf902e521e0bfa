// The try-outs in a real browser: each is solved by keyboard, and wrong once before.

import assert from "node:assert/strict";
import { test } from "node:test";
import { browser, program, setStage } from "./stage.mjs";
import { kinds, laptop, nameOf, newVisitor } from "./visitor.mjs";

setStage();

// tabTo goes on with the Tab key until an element has the focus.
async function tabTo(page, locator) {
  for (let n = 0; n < 80; n++) {
    if (await locator.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`the Tab key does not lead to ${locator}`);
}

// give answers a field by keyboard. A group of radio buttons takes arrow keys, a select the first
// letters of a choice, a tick the space bar.
async function give(page, field, wanted) {
  if ((await field.evaluate((element) => element.tagName)) === "SELECT") {
    await tabTo(page, field);
    const words = await field.locator("option").nth(wanted[0]).innerText();
    await page.keyboard.type(words);
    assert.equal(await field.inputValue(), String(wanted[0]));
    return;
  }
  const inputs = await field.locator("input").all();
  if ((await inputs[0].getAttribute("type")) === "radio") {
    const start = (await field.locator("input:checked").count()) ? field.locator("input:checked") : inputs[0];
    await tabTo(page, start);
    await page.keyboard.press("Space");
    for (let n = 0; n < inputs.length && !(await inputs[wanted[0] - 1].isChecked()); n++) await page.keyboard.press("ArrowDown");
    return;
  }
  for (const [i, input] of inputs.entries()) {
    if ((await input.isChecked()) === wanted.includes(i + 1)) continue;
    await tabTo(page, input);
    await page.keyboard.press("Space");
  }
}

const fieldsOf = (page) => page.locator(".task__form fieldset, .task__form select").all();

// ask presses the button by keyboard and waits for what is told.
async function ask(page, scripts, selector) {
  const before = page.url();
  await tabTo(page, page.locator("#tell"));
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.href !== before);
  await page.locator(selector).waitFor();
  if (scripts) await page.waitForFunction(() => document.activeElement?.matches(".errors, .told__title")); // the answer has the focus
}

// wrongOnce is an answer that can be given and is not right: the first choice everywhere, or one
// place after the other.
const wrongOnce = async (fields) => Promise.all(fields.map(async (field, i) => {
  const choices = await field.locator("option").count();
  return [choices ? 1 + (i % (choices - 1)) : 1];
}));

// rightFrom reads the right answer from the link that shows it.
async function rightFrom(page, fields) {
  const link = await page.getByRole("link", { name: "Show me how you would do it" }).getAttribute("href");
  const asked = new URL(link, page.url()).searchParams;
  return Promise.all(fields.map(async (field) => asked.getAll(await field.getAttribute("id")).map(Number)));
}

// oneOfEachKind are looked at in every state; the others when there is most to see.
const oneOfEachKind = ["spot-the-slip", "five-bells", "read-the-heart", "crack-the-code"];

for (const kind of kinds) {
  test(`every try-out is solved by keyboard, after a wrong answer ${nameOf(kind)}`, async () => {
    const visitor = await newVisitor(browser, program.base, kind);
    const { page, scripts, look, context } = visitor;
    await page.goto("/try-outs");
    await look("try-outs");
    const paths = await page.locator(".try-card a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    assert.ok(paths.length >= 7, `${paths.length} try-outs`);
    for (const path of paths) {
      const name = path.split("/").pop();
      await page.goto(path);
      if (oneOfEachKind.includes(name)) await look(`try-${name}`);
      await ask(page, scripts, ".errors");
      if (oneOfEachKind.includes(name)) await look(`try-${name}-empty`);
      let fields = await fieldsOf(page);
      for (const [i, wanted] of (await wrongOnce(fields)).entries()) await give(page, fields[i], wanted);
      await ask(page, scripts, ".told:not(.told--whole)");
      await look(`try-${name}-wrong`);
      fields = await fieldsOf(page);
      const right = await rightFrom(page, fields);
      await page.locator("#told").getByRole("link", { name: "Change my answer" }).press("Enter");
      for (const [i, wanted] of right.entries()) await give(page, fields[i], wanted);
      await ask(page, scripts, ".told--whole");
      await look(`try-${name}-right`);
    }
    assert.deepEqual(await context.cookies(), [], "nothing is kept");
    await visitor.close();
  });
}

test("every try-out is right in the dark, and at 320 px", async () => {
  for (const more of [{ viewport: laptop, colorScheme: "dark", label: "dark" }, { viewport: { width: 320, height: 640 } }]) {
    const visitor = await newVisitor(browser, program.base, more);
    const { page, look } = visitor;
    await page.goto("/try-outs");
    await look("try-outs");
    const paths = await page.locator(".try-card a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    for (const path of paths) {
      const name = path.split("/").pop();
      await page.goto(path);
      for (const [i, field] of (await fieldsOf(page)).entries()) {
        if (await field.locator("option").count()) await field.selectOption({ index: i + 1 });
        else await field.locator("input").first().check();
      }
      await page.locator("#tell").click();
      await page.locator("#told").waitFor();
      await look(`try-${name}-wrong`);
      await page.getByRole("link", { name: "Show me how you would do it" }).click();
      await page.locator(".told--whole").waitFor();
      if (oneOfEachKind.includes(name)) await look(`try-${name}-right`);
    }
    await visitor.close();
  }
});
