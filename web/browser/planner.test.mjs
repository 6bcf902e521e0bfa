// The planner in a real browser: where I am, my doors, what if, and the ways to a role.

import assert from "node:assert/strict";
import { test } from "node:test";
import { browser, program, setStage } from "./stage.mjs";
import { kinds, nameOf, newVisitor } from "./visitor.mjs";

setStage();

// tell fills in the form of where somebody is and sends it.
async function tell(page, answers) {
  for (const summary of ["Other GCSEs I take", "What comes after GCSEs"]) {
    const more = page.locator("details", { hasText: summary });
    if (!(await more.getAttribute("open"))) await more.locator("summary").click();
  }
  for (const [field, value] of Object.entries(answers)) {
    const input = page.locator(`[name="${field}"]`).first();
    if ((await input.evaluate((element) => element.tagName)) === "SELECT") await input.selectOption(value);
    else await input.fill(value);
  }
  await page.getByRole("button", { name: "Show my doors" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/where-i-am"));
}

for (const kind of kinds) {
  test(`pupils of four years see their doors and the ways to a role ${nameOf(kind)}`, async () => {
    const visitor = await newVisitor(browser, program.base, kind);
    const { page } = visitor;
    visitor.expectStatus(422);

    await page.goto("/doors");
    await visitor.look("doors-nothing-said");
    await page.goto("/where-i-am");
    await visitor.look("where-i-am");
    await tell(page, { year: "8" });
    assert.equal(await page.locator(".doors-list__door--open").count(), 73);

    await page.goto("/where-i-am?next=/roles/biomedical-scientist/ways");
    await tell(page, { year: "10", "grade-maths": "6", "grade-english-language": "5", "grade-combined-science": "6-6" });
    const ways = await page.locator(".ways__way h2").allInnerTexts();
    assert.ok(ways.some((name) => /degree and portfolio/i.test(name)) && ways.some((name) => /apprenticeship/i.test(name)), ways.join(", "));
    await visitor.look("ways-biomedical");

    await page.goto("/where-i-am?next=/roles/adult-nurse/ways");
    await tell(page, { year: "11", "grade-maths": "3", "kind-maths": "achieved" });
    await page.getByText("The way round.").waitFor();
    assert.ok(await page.locator(".needs__need--gap", { hasText: /maths/i }).count());
    await visitor.look("ways-nursing-gap");
    await page.goto("/doors");
    await page.getByLabel("My GCSE in").selectOption("maths");
    await page.getByLabel("were").selectOption("5");
    await page.getByRole("button", { name: "See what changes" }).click();
    await page.locator("#what-if").getByText("open wider").first().waitFor();
    await visitor.look("doors-what-if");

    await page.goto("/where-i-am?next=/roles/diagnostic-radiographer/ways");
    await tell(page, { year: "12", "grade-maths": "5", "kind-maths": "achieved", "grade-english-language": "5", "kind-english-language": "achieved", "grade-combined-science": "5-5", "kind-combined-science": "achieved", later1: "t-level-health", "later1-grade": "distinction" });
    await page.locator(".metro__stop--doing", { hasText: "T Level Health" }).first().waitFor();
    await visitor.look("ways-t-level");

    await page.goto("/where-i-am");
    await page.locator("[name=grade-biology]").selectOption("6");
    await page.getByRole("button", { name: "Show my doors" }).click();
    await page.getByRole("alert").first().waitFor();
    await visitor.look("where-i-am-wrong");
    await visitor.close();
  });
}

test("what is said is saved as it is typed, and is there after a new visit to the page", async () => {
  const visitor = await newVisitor(browser, program.base);
  const { page } = visitor;
  await page.goto("/where-i-am");
  await page.locator("#year").selectOption("9");
  await page.getByText("Saved", { exact: true }).waitFor();
  await page.locator("#grade-maths").selectOption("7");
  await page.locator("[name=revision][value='2']").waitFor({ state: "attached" });
  await page.goto("/where-i-am");
  assert.equal(await page.locator("#grade-maths").inputValue(), "7");
  await visitor.close();
});
