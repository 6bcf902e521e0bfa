// What a student takes away of a plan: files that other programs read, and a page of paper.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { join } from "node:path";
import ICAL from "ical.js";
import { browser, demo, program, setStage } from "./stage.mjs";
import { signIn, signUp } from "./steps.mjs";
import { kinds, nameOf, newVisitor } from "./visitor.mjs";

setStage({ withDemo: true });

const words = "Ask: is it =1+1, or; \"two\"? Zoë says 🧪 שלום";

for (const kind of kinds) {
  test(`a student takes the plan away, and other programs read it ${nameOf(kind)}`, async () => {
    const visitor = await newVisitor(browser, program.base, kind);
    const { page } = visitor;
    await signUp(page);
    await page.goto("/plans/new?role=podiatrist");
    await page.getByRole("button", { name: "Save this as my plan" }).first().click();
    await page.getByLabel("What will you do?").fill(words);
    await page.getByRole("button", { name: "Add this step" }).click();
    await page.getByRole("link", { name: words }).waitFor();

    const data = JSON.parse((await take(page, "All of it as data (JSON)", "my-plan-podiatrist.json")).toString());
    assert.equal(data.format, "pathways-plan");
    assert.ok(data.plan.steps.some((step) => step.title === words && step.kind === "own"));

    const calendar = calendarOf((await take(page, "Calendar file", "my-plan-podiatrist.ics")).toString());
    assert.equal(calendar.getFirstPropertyValue("method"), "PUBLISH");
    assert.equal(calendar.getFirstPropertyValue("x-wr-calname"), "My plan: Podiatrist");
    const host = new URL(program.base).host;
    const ids = data.plan.steps.map((step) => `${step.id}@${host}`);
    for (const event of calendar.getAllSubcomponents("vevent")) {
      assert.ok(ids.includes(event.getFirstPropertyValue("uid")), "an entry is of no step");
    }

    const paper = (await take(page, "PDF", "my-plan-podiatrist.pdf")).toString("latin1");
    assert.match(paper, /^%PDF-1\./);
    assert.equal(pagesOf(paper), 1);
    await visitor.close();
  });
}

// take clicks a link of the plan's page and answers the file that comes.
async function take(page, link, name) {
  const coming = page.waitForEvent("download");
  await page.getByRole("link", { name: link, exact: true }).click();
  const file = await coming;
  assert.equal(file.suggestedFilename(), name);
  return readFileSync(await file.path());
}

const calendarOf = (text) => new ICAL.Component(ICAL.parse(text));

// pagesOf counts the pages of a PDF; one that was written again behind the file counts once.
const pagesOf = (paper) => new Set([...paper.matchAll(/(\d+) 0 obj\s*<<\s*\/Type\s*\/Page\b/g)].map((found) => found[1])).size;

test("a parser that is not ours reads every word and day of the calendar", () => {
  const kept = join(import.meta.dirname, "..", "takeaway", "testdata");
  const calendar = calendarOf(readFileSync(join(kept, "awkward.ics"), "utf8"));
  const { plan } = JSON.parse(readFileSync(join(kept, "awkward.json"), "utf8"));
  const events = calendar.getAllSubcomponents("vevent").map((component) => new ICAL.Event(component));
  assert.equal(events.length, plan.steps.length);
  for (const [n, event] of events.entries()) {
    const step = plan.steps[n];
    assert.equal(event.uid, `${step.id}@pathways.test`);
    assert.equal(event.sequence, step.revision);
    assert.ok(event.summary.includes(step.title), `${event.summary} is not ${step.title}`);
    assert.ok(event.description.includes(`My note: ${step.note}`), `${event.description} lacks ${step.note}`);
    assert.ok(event.startDate.isDate && event.endDate.isDate, "it has a time of the day");
    assert.equal(event.startDate.toString(), step.starts_on);
    const last = event.endDate.clone();
    last.adjust(-1, 0, 0, 0);
    assert.equal(last.toString(), step.ends_on);
    const reminders = event.component.getAllSubcomponents("valarm");
    assert.equal(reminders.length, step.state === "todo" ? 2 : 0);
    for (const reminder of reminders) {
      const before = reminder.getFirstPropertyValue("trigger");
      assert.ok(before.isNegative && before.toSeconds() % 86_400 === -15 * 3600, `it reminds ${before}`);
    }
  }
});

test("every plan of the demo is one page of paper", async () => {
  let plans = 0;
  for (const { sign_in: userName, password: secret } of demo.people.filter((p) => p.who === "student")) {
    const visitor = await newVisitor(browser, demo.base);
    const { page } = visitor;
    await signIn(page, userName, secret);
    await page.goto("/plans");
    const links = await page.locator(".card__link").evaluateAll((cards) => cards.map((card) => card.getAttribute("href")));
    for (const link of links) {
      await page.goto(`${link}/print`);
      if (plans === 0) await visitor.look("plan-print-demo");
      const printed = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
      assert.equal(pagesOf(printed), 1, `${link} of ${userName} takes more than a page`);
      const paper = (await (await page.request.get(`${link}.pdf`)).body()).toString("latin1");
      assert.equal(pagesOf(paper), 1, `the PDF of ${link} has more than a page`);
      plans++;
    }
    await visitor.close();
  }
  assert.ok(plans > 0, "the demo has no plans to print");
});

test("twenty steps are one page of paper, with nothing of the site around them", async () => {
  const visitor = await newVisitor(browser, program.base);
  const { page } = visitor;
  await signUp(page);
  await page.goto("/plans/new?role=podiatrist");
  await page.getByRole("button", { name: "Save this as my plan" }).first().click();
  const plan = page.url();
  for (let n = await page.locator(".metro__name a").count(); n < 20; n++) {
    const sent = await page.request.post(`${plan}/steps`, { form: { title: `${n}: ask about a day in the lab` }, headers: { origin: program.base } });
    assert.equal(sent.status(), 200);
  }
  await page.goto(`${plan}/print`);
  assert.equal(await page.locator(".sheet__step").count(), 20);
  assert.equal(pagesOf((await page.pdf({ preferCSSPageSize: true })).toString("latin1")), 1);
  await page.emulateMedia({ media: "print" });
  for (const gone of ["header.header", "footer.footer", ".button", ".skip"]) {
    assert.equal(await page.locator(gone).filter({ visible: true }).count(), 0, `${gone} is printed`);
  }
  assert.equal(await page.getByRole("heading", { name: "Podiatrist", level: 1 }).isVisible(), true);
  assert.ok(await page.getByText("To do", { exact: true }).count() > 0, "the states are not in words");
  await visitor.close();
});
