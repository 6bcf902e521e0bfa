// What a teacher does around lessons: login cards on paper, and the care of a class.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { person, startProgram } from "./program.mjs";
import { signIn } from "./steps.mjs";
import { kinds, laptop, nameOf, newVisitor, openBrowser, phone } from "./visitor.mjs";

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

// makeClass makes a class of so many pupils, and answers its address.
async function makeClass(page, name, pupils) {
  const { email, password } = person(program.seeded, "teacher");
  await signIn(page, email, password);
  await page.goto("/classes");
  await page.getByLabel("Name of the class").fill(name);
  await page.getByLabel("Year group").selectOption("9");
  await page.getByLabel("Names, one a line").fill(Array.from({ length: pupils }, (_, n) => `Pupil ${String.fromCharCode(65 + n)}`).join("\n"));
  await page.getByRole("button", { name: "Make the class" }).click();
  await page.getByRole("heading", { name, level: 1 }).waitFor();
  return new URL(page.url()).pathname;
}

const pagesOf = (pdf) => pdf.toString("latin1").match(/\/Type\s*\/Page[^s]/g).length;

test("login cards are eight on a page of A4, with nothing of the site around them", async () => {
  const teacher = await newVisitor(browser, program.base);
  const { page } = teacher;
  const path = await makeClass(page, "9P Paper", 17);
  await page.goto(`${path}/cards`);
  await page.getByRole("button", { name: "Make the accounts" }).click();
  await page.getByRole("heading", { name: "17 login cards" }).waitFor();
  assert.equal(pagesOf(await page.pdf({ preferCSSPageSize: true })), 3, "17 cards are not on three pages");
  await page.emulateMedia({ media: "print" });
  const sheets = await page.locator(".card-sheet").evaluateAll((lists) => lists.map((list) => list.querySelectorAll(".login-card").length));
  assert.deepEqual(sheets, [8, 8, 1]);
  for (const gone of ["header.header", "footer.footer", ".button", ".card-list", "h1"]) {
    assert.equal(await page.locator(gone).filter({ visible: true }).count(), 0, `${gone} is printed`);
  }
  const cut = await page.locator(".login-card").evaluateAll((cards) => cards
    .filter((card) => card.scrollHeight > card.clientHeight + 1 || card.scrollWidth > card.clientWidth + 1).length);
  assert.equal(cut, 0, "a card is cut off");
  await teacher.close();
});

test("a lost card is printed alone on one page", async () => {
  const teacher = await newVisitor(browser, program.base);
  const { page } = teacher;
  const lesson = program.seeded.classes[1];
  const { email, password } = program.seeded.people.find((p) => p.email === lesson.teacher);
  await signIn(page, email, password);
  await page.goto(`/classes/${lesson.id}`);
  await page.locator("summary", { hasText: "Help" }).first().click();
  await page.getByRole("button", { name: "New password" }).first().click();
  await page.getByRole("button", { name: "Print this card" }).waitFor();
  assert.equal(pagesOf(await page.pdf({ preferCSSPageSize: true })), 1);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".seats").isVisible(), false, "the list is printed with the card");
  assert.equal(await page.locator(".login-card").isVisible(), true);
  await teacher.close();
});

for (const kind of kinds) {
  test(`a pupil comes with a card and chooses a password ${nameOf(kind)}`, async () => {
    const teacher = await newVisitor(browser, program.base, kind);
    const { page } = teacher;
    const path = await makeClass(page, `9K ${kind.viewport.width} ${kind.scripts}`, 3);
    await page.getByRole("link", { name: "Login cards" }).click();
    await teacher.look("cards");
    await page.getByLabel("Pupil B").uncheck();
    await page.getByRole("button", { name: "Make the accounts" }).click();
    await page.getByRole("heading", { name: "2 login cards" }).waitFor();
    await teacher.look("cards-made");
    const [userName, once] = await page.locator(".login-card dd").allInnerTexts();

    const pupil = await newVisitor(browser, program.base, { ...kind, label: kind.scripts ? "pupil" : "pupil-plain" });
    await pupil.page.goto(`/sign-in?name=${encodeURIComponent(userName)}`);
    assert.equal(await pupil.page.getByLabel(/User name/).inputValue(), userName);
    await pupil.page.getByLabel("Password").fill(once);
    await pupil.page.getByRole("button", { name: "Sign in" }).click();
    await pupil.page.getByRole("heading", { name: "Choose a password of your own" }).waitFor();
    await pupil.page.goto("/me");
    assert.match(pupil.page.url(), /\/password$/);
    await pupil.page.getByLabel("A password of your own").fill("six brave lanterns");
    await pupil.page.locator("form.form button").click();
    await pupil.page.getByRole("heading", { name: "Your new password is set" }).waitFor();
    await pupil.close();

    await page.goto(`${path}/cards`);
    assert.equal(await page.getByText(once).count(), 0, "a card is shown twice");
    await teacher.close();
  });
}

for (const viewport of [phone, laptop]) {
  test(`a class is cared for at ${viewport.width} px`, async () => {
    const teacher = await newVisitor(browser, program.base, { viewport });
    const { page } = teacher;
    teacher.expectStatus(422);
    const path = await makeClass(page, `9S ${viewport.width}`, 4);
    await page.getByRole("link", { name: "Settings", exact: true }).click();
    await teacher.look("settings");
    await page.getByLabel("E-mail of a teacher").fill("nobody@nowhere.example");
    await page.getByRole("button", { name: "Add to the class" }).click();
    await page.getByText("No teacher at your school has this address").first().waitFor();
    await teacher.look("settings-wrong");
    const colleague = person(program.seeded, "teacher", { nth: 1 });
    await page.getByLabel("E-mail of a teacher").fill(colleague.email);
    await page.getByLabel("Last day, if they only cover").fill(new Date(Date.now() + 86_400_000).toISOString().slice(0, 10));
    await page.getByRole("button", { name: "Add to the class" }).click();
    await page.getByText("covers until").waitFor();
    await teacher.look("settings-cover");

    const cover = await newVisitor(browser, program.base, { viewport });
    await signIn(cover.page, colleague.email, colleague.password);
    await cover.page.goto(`${path}/settings`);
    await cover.page.getByText("You cover this class until").waitFor();
    await cover.look("settings-of-a-cover");
    await cover.page.goto("/classes");
    await cover.look("classes-covered");
    await cover.close();

    await page.getByRole("button", { name: "Move everybody up" }).click();
    await page.getByText("Year 10").first().waitFor();
    await page.goto("/classes");
    await teacher.look("classes-put-away");
    await page.goto(`${path}/settings`);
    await teacher.look("settings-put-away");
    await page.getByRole("button", { name: "Bring this class back" }).click();
    await page.getByRole("button", { name: "Put this class away" }).waitFor();
    await teacher.close();
  });
}
