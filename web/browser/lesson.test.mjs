// One lesson from the list of names to the file of results: a teacher, a projector in a second
// window, and five pupils, of whom each has some trouble.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { person } from "./program.mjs";
import { browser, program, setStage } from "./stage.mjs";
import { answerAll, password, signIn } from "./steps.mjs";
import { laptop, newVisitor, phone } from "./visitor.mjs";

setStage();

const names = ["Amira K", "Ben T", "Chloë W", "Dev P", "Ella M"];
const away = 20_000; // how long the network is gone for one of them

test("a lesson goes well with a phone, no scripts, a lost network, a late joiner and a change of computer", async () => {
  const teacher = await newVisitor(browser, program.base, { viewport: laptop });
  const { page } = teacher;
  const { email, password: secret } = person(program.seeded, "teacher");
  await signIn(page, email, secret);
  const lesson = await startLesson(page);
  const opened = page.waitForEvent("popup");
  await page.getByRole("link", { name: /Show the board/ }).click();
  const board = await opened;
  const code = (await board.locator(".wall__code").innerText()).trim();
  await teacher.look("lesson-board-start", board);

  const pupils = {
    phone: await join(code, names[0], { viewport: phone }),
    plain: await join(code, names[1], { scripts: false }),
    lost: await join(code, names[2]),
    mover: await join(code, names[3]),
  };
  await board.getByText("4 joined").waitFor();
  for (const pupil of Object.values(pupils)) await begin(pupil);

  await askForHelp(pupils.phone, page, teacher);
  await pauseAndGoOn(pupils, page, teacher);
  await loseTheNetwork(pupils.lost);
  pupils.mover = await moveTo(pupils.mover, { viewport: phone });
  pupils.late = await join(code, names[4], { viewport: phone });
  await begin(pupils.late);

  for (const pupil of Object.values(pupils)) await finish(pupil);
  await page.getByText("5 finished").or(page.locator(".counts__count", { hasText: "finished" }).filter({ hasText: "5" })).first().waitFor();
  await teacher.look("lesson-all-finished");
  await openTogether(pupils, page, board, teacher);

  await page.getByRole("button", { name: "End the lesson" }).click();
  await teacher.look("lesson-ended");
  await page.getByRole("link", { name: "Results" }).click();
  await page.getByText("First sectors of 5 students").waitFor();
  await teacher.look("lesson-results");
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: /CSV/ }).click();
  const file = readFileSync(await (await download).path(), "utf8");
  for (const name of names) assert.ok(file.includes(name), `${name} is not in the file`);
  assert.equal(file.trim().split("\n").length, 1 + names.length);

  for (const pupil of Object.values(pupils)) await pupil.close();
  await teacher.close();
});

// startLesson makes a class of a pasted list, and starts a lesson whose results open together.
async function startLesson(page) {
  await page.goto("/classes");
  await page.getByLabel("Name of the class").fill("9C Careers");
  await page.getByLabel("Year group").selectOption("9");
  await page.getByRole("button", { name: "Make the class" }).click();
  await page.getByLabel("Names, one a line").fill(names.join("\n"));
  await page.getByRole("button", { name: "Add to the class" }).click();
  await page.getByLabel(/16 questions/).check();
  await page.getByLabel(/All together/).check();
  await page.getByRole("button", { name: /Start a lesson/ }).click();
  await page.getByRole("heading", { name: /Lesson now/ }).waitFor();
  return page.url();
}

// join lets a pupil take their own name with the code on the board.
async function join(code, name, kind = {}) {
  const pupil = await newVisitor(browser, program.base, kind);
  const { page } = pupil;
  await page.goto("/join");
  await page.getByRole("main").getByLabel("Code from the board").fill(code);
  await page.getByRole("button", { name: "Find my class" }).click();
  await page.getByLabel(name).check();
  await page.getByLabel("A password of your own").fill(password);
  await page.getByRole("button", { name: "This is me" }).click();
  pupil.userName = (await page.locator("#card-name").innerText()).trim();
  return pupil;
}

async function begin({ page }) {
  await page.goto("/quiz");
  await page.getByRole("button", { name: "Start the quiz" }).click();
  await page.waitForURL(/questions\/1$/);
}

async function askForHelp(pupil, teachers, teacher) {
  await pupil.page.getByRole("button", { name: "I need help" }).click();
  await pupil.page.getByText("Your teacher knows that you need help").waitFor();
  await pupil.look("question-help");
  await teachers.getByText("needs help").first().waitFor();
  await teacher.look("lesson-help");
  await teachers.getByRole("button", { name: "Helped Amira K" }).click();
  await teachers.getByText("needs help").first().waitFor({ state: "hidden" });
}

// pauseAndGoOn stops everybody in the middle of an answer, which is kept.
async function pauseAndGoOn({ phone: first, plain }, teachers, teacher) {
  await teachers.getByRole("button", { name: "Pause" }).click();
  await teachers.getByText("Students see a waiting line").waitFor();
  await teacher.look("lesson-paused");
  for (const pupil of [first, plain]) {
    await pupil.page.locator(".choice--2").click();
    await pupil.page.getByRole("heading", { name: "Pause" }).waitFor();
    await pupil.look("pause");
  }
  await teachers.getByRole("button", { name: "Go on" }).click();
  await first.page.waitForURL(/questions\/2$/); // by itself
  await plain.page.getByRole("link", { name: "Look again" }).click();
  await plain.page.waitForURL(/questions\/2$/);
}

async function loseTheNetwork(pupil) {
  pupil.expectOffline();
  await pupil.context.setOffline(true);
  await pupil.page.locator(".choice--4").click();
  await pupil.page.getByText("Not saved yet. Keep this page open.").waitFor();
  await pupil.page.waitForTimeout(away);
  await pupil.context.setOffline(false);
  await pupil.page.waitForURL(/questions\/2$/);
}

// moveTo is the same pupil at another device: nothing is left behind, and the quiz goes on.
async function moveTo(pupil, kind) {
  await pupil.page.locator(".choice--5").click();
  await pupil.page.waitForURL(/questions\/2$/);
  await pupil.page.getByRole("button", { name: "Not you? Sign out" }).click();
  await pupil.page.waitForURL((url) => !url.pathname.startsWith("/quiz"));
  await pupil.close();
  const moved = await newVisitor(browser, program.base, kind);
  await signIn(moved.page, pupil.userName, password);
  await moved.page.goto("/quiz/attempt");
  await moved.page.waitForURL(/questions\/2$/);
  return moved;
}

async function finish(pupil) {
  await answerAll(pupil);
  await pupil.page.getByRole("button", { name: "Pharma Manufacturing" }).click();
  await answerAll(pupil);
  await pupil.page.getByRole("heading", { name: "You have finished" }).waitFor();
  await pupil.look("held");
}

// openTogether reveals the class's picture: the results of those with scripts open by themselves.
async function openTogether(pupils, teachers, board, teacher) {
  await board.getByRole("button", { name: /Reveal/ }).click();
  await board.getByText("Which sector stands tallest").waitFor();
  await teacher.look("lesson-board-revealed", board);
  const wall = await board.locator("main").innerText();
  for (const name of names) assert.ok(!wall.includes(name), `the board shows ${name}`);
  for (const pupil of Object.values(pupils)) {
    if (!pupil.scripts) await pupil.page.getByRole("link", { name: "Look again" }).click();
    await pupil.page.waitForURL((url) => /\/results\/[a-z0-9]+$/.test(url.pathname));
  }
  await teachers.getByText("Results are open").waitFor();
}
