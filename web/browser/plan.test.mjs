// A plan with its dates: saved by a Year 11, ticked, added to, and kept true when the catalogue
// changes.

import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { after, before, test } from "node:test";
import { editedContent } from "./program.mjs";
import { browser, program, setStage } from "./stage.mjs";
import { signUp } from "./steps.mjs";
import { kinds, nameOf, newVisitor } from "./visitor.mjs";

setStage();

let thisYears;

before(() => {
  thisYears = editedContent(
    ["careers/dates.yaml", "title: Send your UCAS form\n", "title: Send the form to UCAS\n"],
    ["careers/dates.yaml", "title: No place? Use Clearing", "title: Still no place? Use Clearing"],
    ["careers/dates.yaml", "  - id: ucas-extra\n", "  - id: ucas-second-try\n"],
  );
});

after(() => {
  if (thisYears) rmSync(thisYears, { recursive: true, force: true });
});

// savePlan says that the pupil is in Year 11 and saves the way to be a nurse by a degree.
async function savePlan({ page, look }) {
  await page.goto("/where-i-am?next=/plans/new?role=adult-nurse");
  await page.locator("#year").selectOption("11");
  await page.locator("#grade-maths").selectOption("5");
  await page.getByRole("button", { name: "Show my doors" }).click();
  await page.waitForURL(/plans\/new/);
  assert.equal(await page.locator("#now").inputValue(), "11");
  await look("plan-new");
  await page.locator("button[name=route][value=route-nursing-degree]").click();
  await page.waitForURL(/plans\/[a-z0-9]+$/);
}

const stop = (page, title) => page.locator(".metro__stop", { has: page.getByRole("link", { name: title, exact: true }) });

for (const kind of kinds) {
  test(`a Year 11 keeps a plan with its dates ${nameOf(kind)}`, async () => {
    const visitor = await newVisitor(browser, program.base, kind);
    const { page, look } = visitor;
    visitor.expectStatus(422);
    await signUp(page);
    await savePlan(visitor);
    const plan = page.url();

    assert.match(await page.locator(".plan-year__name").first().innerText(), /^20\d\d\/\d\d · Year 1\d/);
    assert.match(await stop(page, "Send your UCAS form").locator(".metro__when").innerText(), /usually mid-January 20\d\d/);
    for (const where of [plan, "/me"]) {
      await page.goto(where);
      const next = await page.locator(".ticket__list li").allInnerTexts();
      assert.equal(next.length, 3, next.join(", "));
      assert.ok(next.every((action) => /20\d\d/.test(action)), next.join(", "));
      await look(where === "/me" ? "me-next-three" : "plan-dated");
    }

    await page.goto(plan);
    const day = `${new Date().getFullYear() + 1}-03-12`;
    await page.getByLabel("What will you do?").fill("Go to the open evening");
    await page.getByLabel("On a day, if there is one").fill("1999-03-12");
    await page.getByRole("button", { name: "Add this step" }).click();
    await page.getByText("Choose a day from 2020 to 2045.").first().waitFor();
    assert.equal(await page.getByLabel("What will you do?").inputValue(), "Go to the open evening");
    await look("plan-wrong-day");
    await page.getByLabel("On a day, if there is one").fill(day);
    await page.getByRole("button", { name: "Add this step" }).click();
    await page.waitForURL((url) => url.href.startsWith(`${plan}#`));
    assert.match(await stop(page, "Go to the open evening").locator(".metro__when").innerText(), /on 12 March 20\d\d/);

    await page.getByRole("link", { name: "Go to the open evening", exact: true }).first().click();
    await look("plan-own-step");
    await page.getByLabel("Note").fill("Take my report along.");
    await page.getByRole("button", { name: "Save this step" }).click();
    await stop(page, "Go to the open evening").getByText("Take my report along.").waitFor();
    await stop(page, "Get your GCSE results").getByRole("button", { name: "Done" }).click();
    await page.locator(".metro__stop--done", { hasText: "Get your GCSE results" }).waitFor();
    assert.equal(await page.locator(".ticket__list", { hasText: "Get your GCSE results" }).count(), 0);
    await page.goto(`${plan}/print`);
    await look("plan-print");
    await visitor.close();
  });

  test(`a plan of last year's catalogue is shown what changed, and takes what is chosen ${nameOf(kind)}`, async () => {
    const visitor = await newVisitor(browser, program.base, kind);
    const { page, look } = visitor;
    await signUp(page);
    await savePlan(visitor);
    const plan = page.url();
    await page.getByRole("link", { name: "Send your UCAS form", exact: true }).first().click();
    await page.getByLabel("Note").fill("Ask Mr Hall to read it.");
    await page.getByRole("button", { name: "Save this step" }).click();
    await stop(page, "Send your UCAS form").getByText("Ask Mr Hall").waitFor();

    await program.stop();
    await program.start("--content", thisYears);
    await page.goto(plan);
    await page.getByText("The Hub changed this since you saved it.").waitFor();
    await look("plan-changed");
    await page.getByRole("link", { name: "See what changed" }).click();
    await page.getByRole("heading", { name: "The Hub changed this since you saved" }).waitFor();
    await look("plan-changes");
    assert.equal(await page.locator(".change").count(), 4);
    assert.equal(await page.locator(".change input[value=yes]:checked").count(), 0);
    await page.getByRole("group", { name: "Send your UCAS form" }).getByText("Take the new one").click();
    await page.getByRole("button", { name: "Save my choices" }).click();
    await page.waitForURL(plan);
    await stop(page, "Send the form to UCAS").getByText("Ask Mr Hall to read it.").waitFor();
    assert.equal(await stop(page, "No place? Use Clearing").count(), 1);
    assert.equal(await page.getByText("The Hub changed this since you saved it.").count(), 0);
    await visitor.close();
    await program.stop();
    await program.start();
  });
}
