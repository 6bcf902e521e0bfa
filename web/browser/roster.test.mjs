// Names from a file: chosen, looked at, mended, and added; as CSV and as XLSX, by a teacher and by
// the office of a school.

import assert from "node:assert/strict";
import { test } from "node:test";
import { person } from "./program.mjs";
import { browser, program, setStage } from "./stage.mjs";
import { signIn } from "./steps.mjs";
import { kinds, laptop, nameOf, newVisitor } from "./visitor.mjs";

setStage();

const csv = (name, text) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

const bad = csv("9B.csv", "First name;Surname;Form;Year\nZoë;Ó Briain;9B;9\nAva;Hill;9B;Year 5\nAva;Hall;9B;9\n\nCai;Wu;9C;9\n");

// begin signs a teacher in and makes a class for the names of a file.
async function begin(visitor, name) {
  const { page } = visitor;
  const { email, password } = person(program.seeded, "teacher");
  await signIn(page, email, password);
  await page.goto("/classes");
  await page.getByLabel("Name of the class").fill(name);
  await page.getByRole("button", { name: "Make the class" }).click();
  await page.getByRole("heading", { name, level: 1 }).waitFor();
  await page.getByRole("link", { name: "Add names from a file" }).click();
}

for (const kind of kinds) {
  test(`a CSV is looked at, mended and added ${nameOf(kind)}`, async () => {
    const teacher = await newVisitor(browser, program.base, kind);
    const { page } = teacher;
    teacher.expectStatus(422);
    await begin(teacher, `9B ${kind.viewport.width} ${kind.scripts}`);
    await teacher.look("roster-file");
    await page.getByLabel("The list").setInputFiles(csv("photo.csv", "\xff\xd8\xff\x00\x01"));
    await page.getByRole("button", { name: "Look at the list" }).click();
    await page.getByRole("link", { name: /not a list that we can read/ }).waitFor();
    await teacher.look("roster-file-wrong");
    await page.getByLabel("The list").setInputFiles(bad);
    await page.getByRole("button", { name: "Look at the list" }).click();
    await page.getByRole("heading", { name: "Look before you add" }).waitFor();
    await teacher.look("roster-mend");
    await page.getByLabel("Add them to").check();
    await page.getByRole("button", { name: "Look again" }).click();
    await page.getByLabel(/^Line 3/).fill("Ava Hi");
    await page.getByLabel(/^Line 4/).fill("Ava Ha");
    await page.getByRole("button", { name: "Look again" }).click();
    await page.getByRole("button", { name: "Add 4 names" }).waitFor();
    await teacher.look("roster-preview");
    await page.getByRole("button", { name: "Add 4 names" }).click();
    await page.getByText("4 names are on the list now").waitFor();
    assert.deepEqual(await page.locator(".seats tbody th").allInnerTexts(), ["Zoë Ó", "Ava Hi", "Ava Ha", "Cai W"]);
    await teacher.close();
  });

  test(`an XLSX of ours is read back, and columns are chosen where no heading tells ${nameOf(kind)}`, async () => {
    const teacher = await newVisitor(browser, program.base, kind);
    const { page } = teacher;
    await begin(teacher, `9X ${kind.viewport.width} ${kind.scripts}`);
    const path = new URL(page.url()).pathname;
    const from = program.seeded.classes.find(({ teacher: email }) => email === person(program.seeded, "teacher").email);
    const sent = await page.context().request.get(`/classes/${from.id}/results.xlsx`);
    assert.equal(sent.status(), 200);
    await page.goto(path);
    await page.getByLabel("The list").setInputFiles({ name: "results.xlsx", mimeType: sent.headers()["content-type"], buffer: await sent.body() });
    await page.getByRole("button", { name: "Look at the list" }).click();
    await page.getByRole("button", { name: "Add 5 names" }).click();
    await page.getByText("5 names are on the list now").waitFor();

    await page.goto("/classes");
    await page.getByRole("link", { name: "Make classes from a file" }).click();
    await teacher.look("roster-classes");
    const form = `9Y${kind.viewport.width}${kind.scripts}`;
    await page.getByLabel("The list").setInputFiles(csv("odd.csv", `7,Ava Hill,${form}\n8,Cai Wu,${form}\n`));
    await page.getByRole("button", { name: "Look at the list" }).click();
    await page.getByLabel("The name, or the first name").selectOption({ label: "Column 2: Ava Hill, Cai Wu" });
    await page.getByLabel("The class").selectOption("3");
    await teacher.look("roster-columns");
    await page.getByRole("button", { name: "Look at the list" }).click();
    await page.getByRole("button", { name: "Add 2 names" }).click();
    await page.getByText("2 names were added, and 1 class was made.").waitFor();
    await teacher.close();
  });
}

test("the office brings in a school of 1,500 by one file", async () => {
  for (const kind of kinds) {
    const office = await newVisitor(browser, program.base, kind);
    const { page } = office;
    const { email, password } = person(program.seeded, "admin");
    await signIn(page, email, password);
    await page.goto("/school");
    await office.look("roster-school");
    await page.getByRole("link", { name: "Add the school from a file" }).click();
    await office.look("roster-school-file");
    const rows = Array.from({ length: 1500 }, (_, n) => `Pupil ${n},${7 + (n % 50) % 5}${String.fromCharCode(65 + Math.floor((n % 50) / 5))},${7 + (n % 50) % 5}`);
    await page.getByLabel("The list").setInputFiles(csv("school.csv", `Name,Reg,Yr\n${rows.join("\n")}\n`));
    await page.getByRole("button", { name: "Look at the list" }).click();
    if (kind === kinds[0]) {
      await page.getByText("1500 names to add").waitFor();
      await page.getByRole("button", { name: "Add 1500 names" }).click();
      await page.getByText("1500 names were added").waitFor();
      await office.look("roster-school-done");
    } else {
      await page.getByText("There is nothing to add").waitFor(); // the same file again
      await office.look("roster-school-again");
    }
    await office.close();
  }
});

test("a long file shows that it is being read until the page comes, and a huge one is told so", async () => {
  const teacher = await newVisitor(browser, program.base, { viewport: laptop });
  const { page } = teacher;
  teacher.expectStatus(422);
  await begin(teacher, "9W");
  assert.equal(await page.getByRole("progressbar").isVisible(), false);
  await page.evaluate(() => addEventListener("submit", () => setTimeout(() => {
    const { width } = document.querySelector("progress").getBoundingClientRect();
    sessionStorage.setItem("shown", width > 100);
  })));
  await page.getByLabel("The list").setInputFiles(csv("long.csv", `Name\n${"Ava Jane Hill of the second row\n".repeat(100_000)}`));
  await page.getByRole("button", { name: "Look at the list" }).click();
  await page.getByRole("link", { name: /larger than 1 MB/ }).waitFor();
  assert.equal(await page.evaluate(() => sessionStorage.getItem("shown")), "true", "nothing shows that the file is being read");
  assert.equal(await page.getByRole("progressbar").isVisible(), false);
  await teacher.close();
});

test("the whole way is gone by keyboard", async () => {
  const teacher = await newVisitor(browser, program.base, { viewport: laptop });
  const { page } = teacher;
  teacher.expectStatus(422);
  await begin(teacher, "9K");
  const tabTo = async (target) => {
    for (let n = 0; n < 40 && !(await target.evaluate((element) => element === document.activeElement)); n++) await page.keyboard.press("Tab");
    assert.ok(await target.evaluate((element) => element === document.activeElement), `${target} is not reached by keyboard`);
  };
  await tabTo(page.getByLabel("The list"));
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.keyboard.press("Enter")]);
  await chooser.setFiles(csv("9K.csv", "Name\nAva H\nava h\n"));
  await tabTo(page.getByRole("button", { name: "Look at the list" }));
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Look before you add" }).waitFor();
  await tabTo(page.getByRole("link", { name: /^Line 3/ }));
  await page.keyboard.press("Enter");
  await page.keyboard.type("Ava Ha");
  await tabTo(page.getByRole("button", { name: "Look again" }));
  await page.keyboard.press("Enter");
  await tabTo(page.getByRole("button", { name: "Add 2 names" }));
  await page.keyboard.press("Enter");
  await page.getByText("2 names are on the list now").waitFor();
  await teacher.close();
});
