// The journeys of a visitor who becomes a student: quiz, result, account, plan, and back again.

import assert from "node:assert/strict";
import { test } from "node:test";
import { person } from "./program.mjs";
import { browser, demo, program, setStage } from "./stage.mjs";
import { arrived, password, signIn, signUp, takeStarter } from "./steps.mjs";
import { kinds, nameOf, newVisitor, phone } from "./visitor.mjs";

setStage({ withDemo: true });

for (const kind of kinds) {
  test(`a visitor takes the quiz, signs up, and finds the plan again ${nameOf(kind)}`, async () => {
    const visitor = await newVisitor(browser, program.base, kind);
    const { page } = visitor;
    await takeStarter(visitor);
    await visitor.look("result");
    assert.equal(await page.locator(".rank").count(), 5);
    await page.getByRole("link", { name: "Get a code to come back" }).click();
    await visitor.look("code");
    await page.getByRole("button", { name: "Give me a code" }).click();
    await visitor.look("code-shown");
    await page.getByRole("link", { name: "Finish and clear" }).click();
    await visitor.look("clear");

    const userName = await signUp(page, { bring: true });
    await visitor.look("login-card");
    await page.goto("/me");
    assert.equal(await page.getByText("No result yet").count(), 0, "the result was left behind");
    await visitor.look("me");
    await page.goto("/plans");
    await visitor.look("plans-none");
    await page.goto("/plans/new");
    await visitor.look("plan-where-to");
    await page.goto("/plans/new?role=biomedical-scientist");
    await visitor.look("new-plan");
    await page.getByRole("button", { name: "Save this as my plan" }).first().click();
    const plan = page.url();
    await page.getByLabel("What will you do?").fill("Ask at the open day");
    await page.getByRole("button", { name: "Add this step" }).click();
    await page.getByRole("button", { name: "Doing" }).first().click();
    await visitor.look("plan");
    await page.locator(".metro__name a").first().click();
    await page.getByLabel("Note").fill("Ask Mr Hall about triple science");
    await visitor.look("step");
    await page.getByRole("button", { name: "Save this step" }).click();
    await page.goto(`${plan}/print`);
    await visitor.look("plan-print");
    await page.goto(`${plan}/removal`);
    await visitor.look("plan-removal");
    await page.goto("/password");
    await visitor.look("password");

    await page.getByRole("button", { name: /Sign out/ }).click();
    await page.goto(plan);
    assert.match(page.url(), /sign-in/);
    await page.getByLabel(/User name/).fill(userName);
    await page.getByLabel("Password").fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByText("Ask Mr Hall about triple science").waitFor();
    await visitor.close();
  });
}

for (const kind of kinds) {
  test(`somebody who reads "because you said" can say that's not me ${nameOf(kind)}`, async () => {
    const visitor = await newVisitor(browser, demo.base, kind);
    const { page } = visitor;
    const { sign_in: userName, password: secret } = demo.people.filter((p) => p.who === "student")[kinds.indexOf(kind)];
    await signIn(page, userName, secret);
    await page.getByRole("main").locator("a[href^='/results/']").first().click();
    await visitor.look("result-ranked");
    const reason = page.locator(".because__card").first();
    await reason.getByText("That's not me").click();
    await reason.getByLabel(/What is nearer the truth/).fill("I like people, not needles");
    await reason.getByRole("button", { name: "Show the ranking without it" }).click();
    await page.getByText("This is the ranking without your answer").waitFor();
    await page.getByText("I like people, not needles").waitFor();
    await visitor.look("result-without");
    await page.getByRole("button", { name: "It is me after all" }).click();
    await page.getByText("I like people, not needles").waitFor({ state: "detached" });
    await visitor.close();
  });
}

test("two tabs that save the same step are both shown", async () => {
  const visitor = await newVisitor(browser, program.base, { viewport: phone });
  const { page, context } = visitor;
  visitor.expectStatus(422);
  await signUp(page);
  await page.goto("/plans/new?role=podiatrist");
  await page.getByRole("button", { name: "Save this as my plan" }).first().click();
  await page.locator(".metro__name a").first().click();
  const other = await context.newPage();
  await other.goto(page.url());
  await page.getByLabel("Note").fill("from the phone");
  await page.getByRole("button", { name: "Save this step" }).click();
  await other.getByLabel("Note").fill("from the Chromebook");
  await other.getByRole("button", { name: "Save this step" }).click();
  await other.getByText("from the phone").first().waitFor();
  assert.equal(await other.getByLabel("Note").inputValue(), "from the Chromebook");
  await visitor.look("versions", other);
  await other.getByRole("button", { name: /Keep both/ }).click();
  await other.getByText("from the phone").waitFor();
  await other.getByText("from the Chromebook").waitFor();
  await visitor.close();
});

test("the quiz can be taken by keyboard alone, and focus and title are on each new question", async () => {
  const visitor = await newVisitor(browser, program.base);
  const { page } = visitor;
  await page.goto("/quiz");
  await tabTo(page, "Start the quiz");
  await page.keyboard.press("Enter");
  await page.waitForURL(/questions\/1$/);
  const item = () => page.locator("[name=item]").inputValue();
  const first = await item();
  await page.keyboard.press("4");
  await arrived(page, first);
  assert.equal(await page.title(), "Question 2 of 34 · Pathways");
  const second = await item();
  await tabTo(page, "Really like it");
  await page.keyboard.press("Space");
  await arrived(page, second);
  await page.getByRole("link", { name: "Back" }).press("Enter");
  await page.getByText("You said: Really like it").waitFor();
  await visitor.close();
});

// tabTo walks with the Tab key until the focus is on what has the name.
async function tabTo(page, name) {
  for (let n = 0; n < 60; n++) {
    await page.keyboard.press("Tab");
    const text = await page.evaluate("document.activeElement?.innerText ?? ''");
    if (text.includes(name)) return;
  }
  assert.fail(`Tab never comes to ${name}`);
}

test("a double tap and a second tab keep one answer to each question", async () => {
  const visitor = await newVisitor(browser, program.base);
  const { page, context } = visitor;
  await page.goto("/quiz");
  await page.getByRole("button", { name: "Start the quiz" }).click();
  const first = await page.locator("[name=item]").inputValue();
  await page.locator(".choice--4").dblclick();
  await arrived(page, first);
  assert.match(page.url(), /questions\/2$/);
  const second = await context.newPage();
  await second.goto("/quiz/attempt");
  assert.match(second.url(), /questions\/2$/);
  await second.locator(".choice--2").click();
  await second.waitForURL(/questions\/3$/);
  await page.locator(".choice--5").click();
  await page.waitForURL(/questions\/3$/);
  await page.getByRole("link", { name: "Back" }).click();
  await page.getByText("You said: Really like it").waitFor();
  await visitor.close();
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
  await visitor.look("question-offline");
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
  assert.equal(await page.evaluate("localStorage.length + sessionStorage.length"), 0);
  await close();
});

test("what is saved is there after a stop and a start", async () => {
  const { page, close } = await newVisitor(browser, program.base);
  const pupil = person(program.seeded, "student", { nth: 2 });
  await signIn(page, pupil.user_name, pupil.password);
  await page.goto("/plans/new?role=podiatrist");
  await page.getByRole("button", { name: "Save this as my plan" }).first().click();
  await page.getByRole("heading", { name: "Podiatrist", level: 1 }).waitFor();
  await page.waitForLoadState("load"); // with its script, or stopping would be seen as a fault of the page
  const plan = page.url();
  await program.stop();
  await program.start();
  await page.goto(plan);
  await page.getByRole("heading", { name: "Podiatrist", level: 1 }).waitFor();
  await close();
});
