// A plan in a real browser: what was changed and undone, the order of its steps, two devices at
// once, what teacher and pupil write about it, and two plans side by side.

import assert from "node:assert/strict";
import { test } from "node:test";
import { person } from "./program.mjs";
import { browser, program, setStage } from "./stage.mjs";
import { signIn } from "./steps.mjs";
import { kinds, laptop, nameOf, newVisitor, phone } from "./visitor.mjs";

setStage({ students: 30 });

// newStudent signs in the next student of class 9A.
let next = 0;
async function newStudent(kind) {
  const who = person(program.seeded, "student", { className: "9A", nth: next++ });
  return { who, ...(await again(who, kind)) };
}

// again is the same student on another device.
async function again(who, kind) {
  const visitor = await newVisitor(browser, program.base, kind);
  await signIn(visitor.page, who.user_name, who.password);
  return visitor;
}

// makePlan saves a plan with some steps of one's own in a year that the route has nothing in, and
// answers its address.
async function makePlan(page, role, ...own) {
  await page.goto(`/plans/new?role=${role}`);
  await page.getByRole("button", { name: "Save this as my plan" }).first().click();
  await page.waitForURL(/\/plans\/\w{16}/);
  const address = new URL(page.url()).pathname;
  for (const title of own) {
    await page.getByLabel("What will you do?").fill(title);
    const years = page.locator("select[name=year]");
    await years.selectOption(await years.locator("option").last().getAttribute("value"));
    await page.getByRole("button", { name: "Add this step" }).click();
    await step(page, title).waitFor();
  }
  return address;
}

const step = (page, title) => page.locator("[data-step]").filter({ has: page.getByRole("link", { name: title, exact: true }) });
const bar = (page) => page.locator(".just-saved");
const said = (page, words) => page.locator(".just-saved__words", { hasText: words }).waitFor();

// order is the titles of one's own steps as they stand on the page.
const order = async (page) => (await page.locator("[data-step] .metro__name a").allInnerTexts()).filter((title) => title.length === 1).join("");

for (const kind of kinds) {
  test(`every change is said to be saved, can be undone, and is in the history ${nameOf(kind)}`, async () => {
    const visitor = await newStudent(kind);
    const { page } = visitor;
    const plan = await makePlan(page, "adult-nurse", "Ask at the open day");
    await said(page, "Saved. Added “Ask at the open day”.");
    await step(page, "Ask at the open day").getByRole("button", { name: "Done", exact: true }).click();
    await said(page, "Saved. Ticked “Ask at the open day” as done.");
    assert.match(page.url(), /#\w{16}$/, "the reader is not at the step");
    await visitor.look("plan-saved");

    await bar(page).getByRole("button", { name: /Undo.*Ticked “Ask at the open day” as done/ }).click();
    await said(page, "Saved. Undid: Ticked");
    assert.equal(await step(page, "Ask at the open day").locator("[aria-pressed=true]").innerText(), "To do");
    await bar(page).getByRole("button", { name: "Do it again" }).click();
    await said(page, "Did again: Ticked");
    assert.equal(await step(page, "Ask at the open day").locator("[aria-pressed=true]").innerText(), "Done");

    await page.getByRole("link", { name: "See the whole history" }).click();
    await visitor.look("history");
    assert.equal(await page.locator(".history__entry").count(), 5);
    await page.getByRole("link", { name: "Made the plan" }).click();
    await visitor.look("version");
    await page.getByRole("button", { name: "Put this one back" }).click();
    await page.waitForURL((url) => url.pathname === plan);
    assert.equal(await step(page, "Ask at the open day").count(), 0);
    await bar(page).getByRole("button", { name: "Undo" }).click();
    await step(page, "Ask at the open day").waitFor();
    await visitor.close();
  });

  test(`two devices that change one plan lose nothing ${nameOf(kind)}`, async () => {
    const laptopOf = await newStudent(kind);
    const phoneOf = await again(laptopOf.who, kind);
    laptopOf.expectStatus(422);
    phoneOf.expectStatus(422);
    const plan = await makePlan(laptopOf.page, "adult-nurse", "Ask at the open day");
    await phoneOf.page.goto(plan);
    await step(phoneOf.page, "Ask at the open day").getByRole("button", { name: "Doing" }).click();
    await bar(phoneOf.page).waitFor();

    await bar(laptopOf.page).getByRole("button", { name: "Undo" }).click();
    await laptopOf.page.getByRole("alert").getByText("nothing was undone").waitFor();
    assert.equal(await step(laptopOf.page, "Ask at the open day").locator("[aria-pressed=true]").innerText(), "Doing");
    await laptopOf.look("undo-too-late");

    for (const { page } of [laptopOf, phoneOf]) await page.goto(await page.locator(".metro__name a", { hasText: "open day" }).getAttribute("href"));
    for (const [{ page }, words] of [[laptopOf, "Ask Mr Hall"], [phoneOf, "Ask Mrs Shaw"]]) {
      await page.getByLabel("Note").fill(words);
      await page.getByRole("button", { name: "Save this step" }).click();
    }
    await phoneOf.page.getByRole("heading", { name: "changed somewhere else" }).waitFor();
    await phoneOf.page.getByRole("button", { name: "Keep both" }).click();
    const note = step(phoneOf.page, "Ask at the open day").locator(".metro__note");
    assert.match(await note.innerText(), /Ask Mr Hall\s+Ask Mrs Shaw/);
    await laptopOf.close();
    await phoneOf.close();
  });

  test(`steps are moved by their buttons ${nameOf(kind)}`, async () => {
    const visitor = await newStudent(kind);
    const { page, scripts } = visitor;
    await makePlan(page, "adult-nurse", "A", "B", "C");
    const move = async (title, name) => {
      const button = step(page, title).getByRole("button", { name });
      await button.focus();
      await page.keyboard.press("Enter");
    };
    await move("C", /Earlier/);
    await said(page, scripts ? "“C” is 2 of 3 now" : "Swapped “B” and “C”");
    assert.equal(await order(page), "ACB");
    if (scripts) {
      assert.match(await page.evaluate("document.activeElement.id"), /^earlier-/, "the focus is somewhere else");
      await page.keyboard.press("Enter");
      await said(page, "“C” is 1 of 3 now");
      assert.match(await page.evaluate("document.activeElement.id"), /^later-/, "the focus is somewhere else");
    } else {
      assert.match(page.url(), /#\w{16}$/);
      await move("C", /Earlier/);
      await said(page, "Swapped “A” and “C”");
    }
    assert.equal(await order(page), "CAB");
    assert.equal(await step(page, "C").getByRole("button", { name: /Earlier/ }).count(), 0);
    await visitor.look("plan-moved");
    await bar(page).getByRole("button", { name: /Undo.*Swapped “A” and “C”/ }).click();
    await said(page, "Undid");
    assert.equal(await order(page), "ACB");
    await visitor.close();
  });
}

for (const kind of kinds) {
  test(`a teacher's comment is answered, hidden and taken back ${nameOf(kind)}`, async () => {
    const student = await newStudent(kind);
    const { page } = student;
    const plan = await makePlan(page, "podiatrist");
    await page.getByRole("button", { name: "Share it with my teacher" }).click();
    await page.getByText("Your class teacher can read this plan").waitFor();

    const teacher = await newVisitor(browser, program.base, kind);
    const tom = program.seeded.people.find((p) => p.email === "tom.tyne@pathways.example");
    await signIn(teacher.page, tom.email, tom.password);
    const { id } = program.seeded.classes.find((c) => c.teacher === tom.email);
    teacher.expectStatus(422);
    await teacher.page.goto(`/classes/${id}/seats/${student.who.seat}${plan}`);
    const tooLong = "a".repeat(1001);
    await teacher.page.getByLabel("Write to the pupil").fill(tooLong);
    await teacher.page.getByRole("button", { name: "Send it" }).click();
    await teacher.page.getByRole("alert").getByText("1,000 characters").waitFor();
    assert.equal(await teacher.page.getByLabel("Write to the pupil").inputValue(), tooLong);
    await teacher.look("comment-too-long");
    await teacher.page.getByLabel("Write to the pupil").fill("Look at the open day\nin March");
    await teacher.page.getByRole("button", { name: "Send it" }).click();
    await teacher.page.locator(".talk__text", { hasText: "Look at the open day" }).waitFor();
    await teacher.look("comment-sent");

    await page.goto("/me");
    await student.look("me-teacher-wrote");
    await page.getByRole("link", { name: "your teacher wrote" }).click();
    await page.locator(".talk__remark", { hasText: "Tom Teacher" }).waitFor();
    await student.look("comment-to-answer");
    await page.getByLabel("Answer").fill("I will ask at home");
    await page.getByRole("button", { name: "Send it" }).click();
    await page.locator(".talk__remark--mine", { hasText: "I will ask at home" }).waitFor();
    assert.equal(await page.getByText("Your teacher wrote to you").count(), 0);
    await student.look("comment-answered");

    await teacher.page.reload();
    await teacher.page.getByRole("button", { name: "Hide it" }).click();
    await teacher.page.getByText("This is hidden").waitFor();
    await teacher.look("comment-hidden");
    await page.reload();
    await page.getByText("A teacher has hidden this").waitFor();
    await page.locator(".talk__remark--mine summary").click();
    await page.getByRole("button", { name: "Remove these words" }).click();
    await page.locator(".talk__remark--mine").waitFor({ state: "detached" });
    assert.equal(await page.locator(".talk__remark").count(), 1);
    await teacher.close();
    await student.close();
  });

  test(`two plans stand side by side ${nameOf(kind)}`, async () => {
    const visitor = await newStudent(kind);
    const { page } = visitor;
    await page.goto("/plans/beside");
    await visitor.look("beside-none");
    await makePlan(page, "adult-nurse", "Ask at the open day");
    await makePlan(page, "podiatrist");
    await makePlan(page, "process-engineer");
    await page.goto("/plans");
    await page.getByRole("link", { name: "See two side by side" }).click();
    await page.getByLabel("Plan B is").selectOption({ index: 1 });
    await page.getByRole("button", { name: "Put them side by side" }).click();
    await page.getByRole("heading", { name: "My main plan: Nurse (adult)" }).waitFor();
    await page.getByRole("heading", { name: /^Plan B: Process/ }).waitFor();
    const own = page.locator(".beside-year", { hasText: "Ask at the open day" });
    assert.match(await own.innerText(), /20\d\d\/\d\d[\s\S]*Ask at the open day[\s\S]*Nothing in this plan/);
    await visitor.look("beside");
    await visitor.close();
  });
}

for (const viewport of [phone, laptop]) {
  test(`a step is dragged with the mouse at ${viewport.width} px`, async () => {
    const visitor = await newStudent({ viewport });
    const { page } = visitor;
    await makePlan(page, "adult-nurse", "A", "B", "C");
    await page.reload();
    const handle = step(page, "C").locator("[data-handle]");
    const size = await handle.boundingBox();
    assert.ok(size.width >= 24 && size.height >= 24, "the handle is too small");
    await page.getByLabel("What will you do?").fill("Ask at the open day");
    await drag(page, "C", "A");
    await said(page, "“C” is 1 of 3 now");
    assert.equal(await order(page), "CAB");
    assert.equal(await page.getByLabel("What will you do?").inputValue(), "Ask at the open day", "what was typed is gone");
    await drag(page, "C", "A", { escape: true });
    assert.equal(await order(page), "CAB", "Escape did not put it back");
    await page.reload();
    assert.equal(await order(page), "CAB");
    await visitor.close();
  });
}

// drag takes a step by its handle to just past another one.
async function drag(page, title, to, { escape = false } = {}) {
  await step(page, title).locator("[data-handle]").evaluate((handle) => handle.scrollIntoView({ block: "center", behavior: "instant" }));
  const middle = async (locator) => {
    const { x, y, width, height } = await locator.boundingBox();
    return { x: x + width / 2, y: y + height / 2 };
  };
  const from = await middle(step(page, title).locator("[data-handle]"));
  const there = await middle(step(page, to));
  const past = there.y + (there.y < from.y ? -20 : 20);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  for (let n = 1; n <= 10; n++) await page.mouse.move(from.x, from.y + ((past - from.y) * n) / 10);
  if (escape) await page.keyboard.press("Escape");
  await page.mouse.up();
}

test("a step is dragged with a finger, and the page does not scroll away under it", async () => {
  const who = person(program.seeded, "student", { className: "9A", nth: next++ });
  const visitor = await newVisitor(browser, program.base, { viewport: phone, hasTouch: true });
  const { page } = visitor;
  await signIn(page, who.user_name, who.password);
  await makePlan(page, "adult-nurse", "A", "B", "C");
  await page.reload();
  const handle = step(page, "A").locator("[data-handle]");
  await handle.evaluate((it) => it.scrollIntoView({ block: "center", behavior: "instant" }));
  const { x, y } = await handle.boundingBox();
  const below = await step(page, "B").boundingBox();
  const client = await visitor.context.newCDPSession(page);
  const touch = (type, at) => client.send("Input.dispatchTouchEvent", { type, touchPoints: at === undefined ? [] : [{ x: x + 12, y: at }] });
  const to = below.y + below.height / 2 + 15;
  await touch("touchStart", y + 12);
  for (let n = 1; n <= 10; n++) await touch("touchMove", y + 12 + ((to - y - 12) * n) / 10);
  await touch("touchEnd");
  await said(page, "“A” is 2 of 3 now");
  assert.equal(await order(page), "BAC");
  await visitor.close();
});

test("a move that is not taken is put back, and said", async () => {
  const visitor = await newStudent({ viewport: laptop });
  const { page } = visitor;
  await makePlan(page, "adult-nurse", "A", "B", "C");
  await page.reload();
  visitor.expectOffline();
  await visitor.context.setOffline(true);
  await drag(page, "C", "A");
  await page.locator("#saved").getByText("Not saved").waitFor();
  assert.equal(await order(page), "ABC");
  await visitor.context.setOffline(false);
  await drag(page, "C", "A");
  await said(page, "“C” is 1 of 3 now");
  await visitor.close();
});
