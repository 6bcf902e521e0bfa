// The journeys of those who work at a school: a class from its list to its results, with a
// student who joins, answers and shares a plan; and the school admin's page.

import assert from "node:assert/strict";
import { test } from "node:test";
import { person } from "./program.mjs";
import { browser, demo, program, setStage } from "./stage.mjs";
import { password, signIn, takeStarter } from "./steps.mjs";
import { kinds, laptop, nameOf, newVisitor, phone } from "./visitor.mjs";

setStage({ withDemo: true });

const staff = (who) => demo.people.find((p) => p.who === who);

for (const kind of kinds) {
  test(`a teacher runs a lesson from the list to the results ${nameOf(kind)}`, async () => {
    const teacher = await newVisitor(browser, program.base, kind);
    const { page } = teacher;
    teacher.expectStatus(422);
    const { email, password: secret } = person(program.seeded, "teacher");
    await signIn(page, email, secret);
    await teacher.look("classes");
    const name = `Class ${nameOf(kind)}`;
    await page.getByLabel("Name of the class").fill(name);
    await page.getByLabel("Year group").selectOption("9");
    await page.getByRole("button", { name: "Make the class" }).click();
    await page.getByLabel("Names, one a line").fill("Amira K\nZoë O'Neill-Smith\nAmira K");
    await page.getByRole("button", { name: "Add to the class" }).click();
    await page.getByText("Line 3: Amira K is on the list already").first().waitFor();
    await teacher.look("class-wrong");
    await page.getByLabel("Names, one a line").fill("Amira K\nZoë O'Neill-Smith\nAmira L");
    await page.getByRole("button", { name: "Add to the class" }).click();
    await page.getByText("3 students").waitFor();
    await teacher.look("class");
    const aClass = page.url().split("?")[0];
    await page.getByLabel(/16 questions/).check();
    await page.getByRole("button", { name: /Start a lesson/ }).click();
    const lesson = page.url();
    await teacher.look("lesson");
    await page.goto(`${lesson}/board`);
    await teacher.look("board");
    const code = (await page.locator(".wall__code").innerText()).trim();

    const student = await newVisitor(browser, program.base, { ...kind, viewport: phone });
    await joinAs(student, code, "Zoë O'Neill-Smith");
    await signInByName(browser, kind, code, "Zoë O'Neill-Smith");
    await page.goto(lesson);
    await page.getByText("1 joined").or(page.locator(".counts__count", { hasText: "joined" }).filter({ hasText: "1" })).first().waitFor();
    await takeStarter(student, { inLesson: true });
    await student.page.goto("/plans/new?role=podiatrist");
    await student.page.getByRole("button", { name: "Save this as my plan" }).first().click();
    await student.page.getByRole("button", { name: "Share it with my teacher" }).click();
    await student.page.getByText("Your class teacher can read this plan").waitFor();

    await page.goto(`${aClass}/results`);
    await page.getByText("First sectors of 1 student").waitFor();
    await teacher.look("results");
    await page.getByRole("link", { name: "Zoë O'Neill-Smith" }).click();
    await teacher.look("seat");
    await page.getByRole("link", { name: "Podiatrist" }).click();
    await teacher.look("shared-plan");

    await page.goto(lesson);
    await page.getByRole("button", { name: "Undo for Zoë O'Neill-Smith" }).click();
    await page.goto(aClass);
    assert.equal(await page.getByText("not joined").count(), 3);
    await page.goto(lesson);
    await page.getByRole("button", { name: "End the lesson" }).click();
    await teacher.look("lesson-over");
    await student.close();
    await teacher.close();
  });
}

// joinAs takes a seat with the code on the board.
async function joinAs(student, code, name) {
  const { page } = student;
  await page.goto("/join");
  await page.getByRole("main").getByLabel("Code from the board").fill(code.toLowerCase());
  await page.getByRole("button", { name: "Find my class" }).click();
  await student.look("seats");
  await page.getByLabel(name).check();
  await page.getByLabel("A password of your own").fill(password);
  await page.getByRole("button", { name: "This is me" }).click();
  await page.getByRole("heading", { name: "You are in" }).waitFor();
}

// signInByName is the same pupil at another computer, who forgot the made-up user name.
async function signInByName(browser, kind, code, name) {
  const again = await newVisitor(browser, program.base, kind);
  const { page } = again;
  again.expectStatus(422);
  await page.goto("/join");
  await page.getByRole("main").getByLabel("Code from the board").fill(code);
  await page.getByRole("button", { name: "Find my class" }).click();
  await again.look("seats-taken");
  await page.getByRole("link", { name: `sign in as ${name}` }).click();
  await page.getByLabel("Your password").fill("not the right one");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("alert").getByText("do not go together").waitFor();
  await again.look("taken-wrong");
  await page.getByLabel("Your password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("Your class is doing this quiz now").waitFor();
  await again.close();
}

test("the lesson's page changes by itself within three seconds of an answer", async () => {
  const teacher = await newVisitor(browser, program.base);
  const lesson = program.seeded.classes[0];
  const who = program.seeded.people.find((p) => p.email === lesson.teacher);
  await signIn(teacher.page, who.email, who.password);
  await teacher.page.goto(`/lessons/${lesson.lesson}`);
  const student = await newVisitor(browser, program.base, { viewport: phone });
  const pupil = person(program.seeded, "student", { className: lesson.name });
  await signIn(student.page, pupil.user_name, pupil.password);
  await student.page.goto("/quiz");
  await student.look("quiz-in-lesson");
  await student.page.getByRole("button", { name: "Start the quiz" }).click();
  await student.page.locator(".choice--4").click();
  await teacher.page.getByText("question 2 of 34").waitFor({ timeout: 10_000 });
  await teacher.look("lesson-answering");
  await student.close();
  await teacher.close();
});

test("a teacher gives a student a new password in one tap, and the student must change it", async () => {
  const teacher = await newVisitor(browser, program.base, { viewport: laptop });
  const lesson = program.seeded.classes[1];
  const who = program.seeded.people.find((p) => p.email === lesson.teacher);
  await signIn(teacher.page, who.email, who.password);
  await teacher.page.goto(`/classes/${lesson.id}`);
  await teacher.page.locator("summary", { hasText: "Help" }).first().click();
  await teacher.look("class-help");
  await teacher.page.getByRole("button", { name: "New password" }).first().click();
  await teacher.page.getByText("Password, once").waitFor();
  await teacher.look("class-secret");
  const [userName, once] = await teacher.page.locator("#secret dd").allInnerTexts();
  const student = await newVisitor(browser, program.base, { viewport: phone });
  await signIn(student.page, userName, once);
  assert.match(student.page.url(), /\/password$/);
  await student.look("password-must");
  await student.close();
  await teacher.close();
});

for (const viewport of [phone, laptop]) {
  test(`a class that has finished is shown as charts, and on the board without names, at ${viewport.width} px`, async () => {
    const teacher = await newVisitor(browser, demo.base, { viewport });
    const { page } = teacher;
    await signIn(page, staff("teacher").sign_in, staff("teacher").password);
    const [finished, live] = await page.locator(".card__link").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    await page.goto(`${finished}/results`);
    await teacher.look("results-whole");
    await page.getByRole("region", { name: "Each student" }).getByRole("link").first().click();
    await teacher.look("seat-whole");
    await page.goto(live);
    await page.getByRole("link", { name: "Lesson now" }).click();
    await teacher.look("lesson-under-way");
    const names = await page.locator(".live__table tbody th").allInnerTexts();
    const opened = page.waitForEvent("popup");
    await page.getByRole("link", { name: /Show the board/ }).click();
    const board = await opened;
    await board.waitForURL(/board$/);
    if (await board.getByRole("button", { name: /Reveal/ }).count()) {
      await teacher.look("board-before", board);
      await board.getByRole("button", { name: /Reveal/ }).click();
    }
    await board.getByText("Which sector stands tallest").waitFor();
    await teacher.look("board-revealed", board);
    const wall = await board.locator("main").innerText();
    for (const name of names) assert.ok(!wall.includes(name), `the board shows ${name}`);
    await teacher.close();
  });

  test(`an admin invites a teacher, who makes an account by the link, at ${viewport.width} px`, async () => {
    const admin = await newVisitor(browser, demo.base, { viewport });
    const { page } = admin;
    admin.expectStatus(422);
    await signIn(page, staff("admin").sign_in, staff("admin").password);
    await admin.look("school");
    await page.getByLabel("E-mail of a teacher").fill(staff("teacher").sign_in);
    await page.getByRole("button", { name: "Make an invitation link" }).click();
    await page.getByText("Somebody has an account with this address already").first().waitFor();
    await admin.look("school-wrong");
    await page.getByLabel("E-mail of a teacher").fill(`new${viewport.width}@quayside.example`);
    await page.getByRole("button", { name: "Make an invitation link" }).click();
    const link = await page.locator("#link").innerText();
    await admin.look("school-link");
    const invited = await newVisitor(browser, demo.base, { viewport });
    await invited.page.goto(link);
    await invited.look("invitation");
    await invited.page.getByLabel(/Your name/).fill("Mx New");
    await invited.page.getByLabel("A password of your own").fill(password);
    await invited.page.getByRole("main").getByRole("button").click();
    await invited.page.getByRole("heading", { name: "No class yet" }).waitFor();
    await invited.look("classes-none");
    await invited.close();
    await admin.close();
  });
}
