// After the lesson: the class is asked to do something, a pupil says it is done, the teacher sees
// who; and the school has its papers.

import assert from "node:assert/strict";
import { test } from "node:test";
import { person } from "./program.mjs";
import { browser, demo, program, setStage } from "./stage.mjs";
import { signIn } from "./steps.mjs";
import { kinds, laptop, nameOf, newVisitor, phone } from "./visitor.mjs";

setStage({ withDemo: true });

for (const [n, kind] of kinds.entries()) {
  test(`a class is asked, a pupil does it and the teacher sees who ${nameOf(kind)}`, async () => {
    const aClass = program.seeded.classes[0];
    const text = `Add two actions to your plan, and ask somebody at home (${n})`;
    const teacher = await newVisitor(browser, program.base, kind);
    teacher.expectStatus(422);
    const who = program.seeded.people.find((p) => p.email === aClass.teacher);
    await signIn(teacher.page, who.email, who.password);
    await teacher.page.goto(`/classes/${aClass.id}/results`);
    await teacher.page.getByLabel("Ask the class to").fill("x".repeat(301));
    await teacher.page.getByRole("button", { name: "Ask the class" }).click();
    await teacher.page.getByText("Use 300 characters or fewer").first().waitFor();
    assert.equal((await teacher.page.getByLabel("Ask the class to").inputValue()).length, 301);
    await teacher.look("follow-up-wrong");
    await teacher.page.getByLabel("Ask the class to").fill(text);
    await teacher.page.getByLabel("By a day").fill("2044-03-11");
    await teacher.page.getByRole("button", { name: "Ask the class" }).click();
    await teacher.page.getByRole("link", { name: text }).waitFor();
    await teacher.look("follow-up-set");

    const pupil = await newVisitor(browser, program.base, { ...kind, viewport: phone });
    const { user_name: name, password } = person(program.seeded, "student", { className: aClass.name });
    await signIn(pupil.page, name, password);
    await pupil.page.goto("/me");
    await pupil.page.getByText("by Friday 11 March 2044").first().waitFor();
    await pupil.look("asked");
    const asked = pupil.page.getByRole("listitem").filter({ hasText: text });
    await asked.getByRole("button", { name: /^Done/ }).click();
    await asked.getByRole("button", { name: /^Not done yet/ }).waitFor();
    await pupil.look("asked-done");
    await pupil.close();

    await teacher.page.goto(`/classes/${aClass.id}/results`);
    const line = teacher.page.getByRole("listitem").filter({ hasText: text });
    assert.match(await line.innerText(), /1 of 5 says it is done/);
    await line.getByRole("link").click();
    await teacher.page.getByRole("heading", { name: "Not yet" }).waitFor();
    await teacher.look("follow-up");
    await teacher.page.getByRole("button", { name: "Close it" }).click();
    await teacher.page.getByRole("heading", { name: "Follow up" }).waitFor();
    assert.equal(await teacher.page.getByRole("link", { name: text }).count(), 0);
    await teacher.close();
  });
}

test("the list of results changes by itself without losing whom it shows", async () => {
  const aClass = program.seeded.classes[1];
  const teacher = await newVisitor(browser, program.base, { viewport: laptop });
  const who = program.seeded.people.find((p) => p.email === aClass.teacher);
  await signIn(teacher.page, who.email, who.password);
  await teacher.page.goto(`/classes/${aClass.id}/results`);
  await teacher.page.getByRole("link", { name: "Who has no plan" }).click();
  await teacher.page.getByRole("link", { name: "Name", exact: true }).click();
  await teacher.page.getByRole("table", { name: "5 students" }).waitFor();
  const student = await newVisitor(browser, program.base, { viewport: phone });
  const pupil = person(program.seeded, "student", { className: aClass.name });
  await signIn(student.page, pupil.user_name, pupil.password);
  await student.page.goto("/plans/new?role=podiatrist");
  await student.page.getByRole("button", { name: "Save this as my plan" }).first().click();
  await student.close();
  await teacher.page.getByRole("table", { name: "4 of 5 students" }).waitFor({ timeout: 10_000 });
  await teacher.look("results-without-plan");
  await teacher.close();
});

for (const viewport of [phone, laptop]) {
  test(`the report and the evidence of a class are papers, the report one page, at ${viewport.width} px`, async () => {
    const teacher = await newVisitor(browser, demo.base, { viewport });
    const { page } = teacher;
    const staff = demo.people.find((p) => p.who === "teacher");
    await signIn(page, staff.sign_in, staff.password);
    const finished = await page.locator(".card__link").first().getAttribute("href");
    await page.goto(`${finished}/results`);
    await teacher.look("results-after");
    const names = await page.locator("#each th a").allInnerTexts();
    await page.getByRole("link", { name: "One-page report" }).click();
    await page.getByRole("heading", { name: "Would enjoy most" }).waitFor();
    await teacher.look("report");
    const words = await page.locator("main").innerText();
    for (const name of names) assert.ok(!words.includes(name), `the report names ${name}`);
    assert.equal(pagesOf(await page.pdf({ preferCSSPageSize: true })), 1);
    await page.goto(`${finished}/results`);
    await page.getByRole("link", { name: "Evidence for the school" }).click();
    await page.getByRole("heading", { name: "Each pupil" }).waitFor();
    await teacher.look("evidence");
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: /records as CSV/ }).click();
    assert.match((await download).suggestedFilename(), /-evidence-\d{4}-\d\d-\d\d\.csv$/);
    await teacher.close();
  });
}

// pagesOf counts the pages of a PDF.
const pagesOf = (pdf) => [...pdf.toString("latin1").matchAll(/\/Type\s*\/Page\b/g)].length;
