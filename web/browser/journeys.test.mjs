// The journeys of a visitor, a student and a teacher in a real browser, with and without scripts,
// on a phone and on a laptop. axe looks at every page on the way.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { person, startProgram } from "./program.mjs";
import { laptop, newVisitor, openBrowser, phone } from "./visitor.mjs";

let program;
let browser;

before(async () => {
  program = await startProgram();
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  await program?.end();
});

const kinds = [
  { scripts: true, viewport: phone },
  { scripts: true, viewport: laptop },
  { scripts: false, viewport: phone },
  { scripts: false, viewport: laptop },
];
const name = ({ scripts, viewport }) => `at ${viewport.width} px ${scripts ? "with" : "without"} scripts`;

const pages = [
  ["landing", "/"], ["sectors", "/sectors"], ["sector", "/sectors/nhs-technical-services"],
  ["specialism", "/sectors/healthcare-science/audiology"], ["roles", "/roles"], ["role", "/roles/biomedical-scientist"],
  ["compare", "/compare?role=podiatrist&role=adult-nurse&role=process-engineer"], ["employers", "/employers"],
  ["search", "/search?q=biomedcal"], ["nothing-found", "/search?q=zzzzz"], ["how", "/how-this-works"], ["privacy", "/privacy"],
  ["accessibility", "/accessibility"], ["cookies", "/cookies"], ["sign-in", "/sign-in"], ["sign-up", "/sign-up"],
  ["recovery", "/recovery"], ["join", "/join"], ["resume", "/quiz/resume"],
];

for (const kind of kinds) {
  test(`everybody can read every page ${name(kind)}`, async () => {
    const visitor = await newVisitor(browser, program.base, kind);
    for (const [label, path] of pages) {
      await visitor.page.goto(path);
      await visitor.look(label);
    }
    visitor.expectStatus(404);
    await visitor.page.goto("/no-such-page");
    await visitor.look("not-found");
    await visitor.close();
  });

  test(`a visitor takes the quiz, signs up, and finds the plan again ${name(kind)}`, async () => {
    const visitor = await newVisitor(browser, program.base, kind);
    const { page } = visitor;
    await page.goto("/quiz");
    await visitor.look("quiz-start");
    await page.getByLabel(/16 questions/).check();
    await page.getByRole("button", { name: "Start the quiz" }).click();
    await answerAll(visitor);
    await visitor.look("choice");
    await page.getByRole("button", { name: "Healthcare Science" }).click();
    await answerAll(visitor);
    await page.waitForURL(/\/results\//);
    await visitor.look("result");
    assert.equal(await page.locator(".rank").count(), 5);

    await page.goto("/roles/biomedical-scientist");
    await page.goto("/sign-up");
    await page.getByLabel("A password of your own").fill("three quiet herons");
    await page.getByLabel("I am 13 or over").check();
    const userName = await page.locator("input[name=name]").first().getAttribute("value");
    await page.getByRole("button", { name: "Make my account" }).click();
    await visitor.look("login-card");
    await page.goto("/me");
    await visitor.look("me");
    await page.goto("/plans/new?role=biomedical-scientist");
    await visitor.look("new-plan");
    await page.getByRole("button", { name: "Save this as my plan" }).first().click();
    await visitor.look("plan");
    const plan = page.url();
    await page.locator(".metro__name a").first().click();
    await page.getByLabel("Note").fill("Ask Mr Hall about triple science");
    await visitor.look("step");
    await page.getByRole("button", { name: "Save this step" }).click();

    await page.getByRole("button", { name: /Sign out/ }).click();
    await page.goto(plan);
    assert.match(page.url(), /sign-in/);
    await page.getByLabel(/User name/).fill(userName);
    await page.getByLabel("Password").fill("three quiet herons");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByText("Ask Mr Hall about triple science").waitFor();
    await visitor.close();
  });
}

// answerAll answers until no question is left, with the keys where there are scripts.
async function answerAll({ page, scripts, look }) {
  for (let n = 0; n < 60 && /\/quiz\/questions\//.test(page.url()); n++) {
    if (n === 0) await look(`question-${page.url().split("/").pop()}`);
    const before = page.url();
    const press = `.choice--${1 + ((n * 7) % 5)}`;
    if (scripts && n % 2) await page.keyboard.press(String(1 + ((n * 7) % 5)));
    else await page.locator(press).click();
    await page.waitForURL((url) => url.href !== before);
    if (scripts) await page.waitForTimeout(300);
  }
}

test("a teacher sees the class change while a student answers", async () => {
  const teacher = await newVisitor(browser, program.base);
  const lesson = program.seeded.classes[0];
  const who = program.seeded.people.find((p) => p.email === lesson.teacher);
  await signIn(teacher.page, who.email, who.password);
  await teacher.look("classes");
  await teacher.page.goto(`/classes/${lesson.id}`);
  await teacher.look("class");
  await teacher.page.goto(`/lessons/${lesson.lesson}/board`);
  await teacher.look("board");
  await teacher.page.goto(`/lessons/${lesson.lesson}`);
  await teacher.look("lesson");

  const student = await newVisitor(browser, program.base, { viewport: phone });
  const pupil = person(program.seeded, "student", { className: lesson.name });
  await signIn(student.page, pupil.user_name, pupil.password);
  await student.page.goto("/quiz");
  await student.page.getByRole("button", { name: "Start the quiz" }).click();
  await student.page.locator(".choice--4").click();
  await teacher.page.getByText("question 2 of 34").waitFor({ timeout: 10_000 });
  await teacher.page.goto(`/classes/${lesson.id}/results`);
  await teacher.look("results");
  await student.close();
  await teacher.close();
});

test("an answer waits for the network and is sent when it is back", async () => {
  const visitor = await newVisitor(browser, program.base);
  const { page, context } = visitor;
  await page.goto("/quiz");
  await page.getByRole("button", { name: "Start the quiz" }).click();
  visitor.expectOffline();
  await context.setOffline(true);
  await page.locator(".choice--5").click();
  await page.getByText("Not saved yet. Keep this page open.").waitFor();
  await context.setOffline(false);
  await page.waitForURL(/questions\/2$/, { timeout: 20_000 });
  assert.equal(await page.evaluate("localStorage.length + sessionStorage.length"), 0);
  await visitor.close();
});

test("the second pupil on a computer finds nothing of the first", async () => {
  const { page, close } = await newVisitor(browser, program.base);
  const pupil = person(program.seeded, "student", { nth: 1 });
  await signIn(page, pupil.user_name, pupil.password);
  await page.goto("/me");
  await page.getByRole("button", { name: /Sign out/ }).click();
  await page.getByText("You are signed out").waitFor();
  await page.goBack();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  assert.ok(!(await page.content()).includes(pupil.name), "Back shows the first pupil's page");
  await close();
});

test("what is saved is there after a stop and a start", async () => {
  const { page, close } = await newVisitor(browser, program.base);
  const pupil = person(program.seeded, "student", { nth: 2 });
  await signIn(page, pupil.user_name, pupil.password);
  await page.goto("/plans/new?role=podiatrist");
  await page.getByRole("button", { name: "Save this as my plan" }).first().click();
  const plan = page.url();
  await program.stop();
  await program.start();
  await page.goto(plan);
  await page.getByRole("heading", { name: "Podiatrist", level: 1 }).waitFor();
  await close();
});

async function signIn(page, name, password) {
  await page.goto("/sign-in");
  await page.getByLabel(/User name/).fill(name);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}
