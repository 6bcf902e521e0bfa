// What an admin sees and does of the school, and what a teacher sees of a class over time.

import assert from "node:assert/strict";
import { test } from "node:test";
import { browser, demo, setStage } from "./stage.mjs";
import { signIn } from "./steps.mjs";
import { kinds, laptop, nameOf, newVisitor, phone } from "./visitor.mjs";

setStage({ withDemo: true });

const staff = (who) => demo.people.find((p) => p.who === who);

async function arrive(kind, who) {
  const visitor = await newVisitor(browser, demo.base, kind);
  const { sign_in: name, password } = staff(who);
  await signIn(visitor.page, name, password);
  return visitor;
}

const shades = [{ viewport: phone }, { viewport: laptop }, { viewport: phone, colorScheme: "dark", label: "dark" }, { viewport: laptop, colorScheme: "dark", label: "dark" }];

for (const kind of [...kinds, ...shades.slice(2)]) {
  test(`an admin sees the school as a whole ${nameOf({ scripts: true, ...kind })} ${kind.label ?? ""}`, async () => {
    const admin = await arrive(kind, "admin");
    const { page } = admin;
    await page.getByRole("link", { name: "Whole school" }).click();
    await page.getByRole("heading", { name: "The whole school", level: 1 }).waitFor();
    await admin.look("school-picture");
    await page.getByText("How the numbers are made").click();
    await page.getByText("rounded down to a five").waitFor();
    await page.getByText("The same as a table").first().click();
    await page.getByRole("rowheader", { name: "Pharma Manufacturing" }).first().waitFor();
    await admin.look("school-picture-open");
    const numbers = await page.locator("#sectors td").allInnerTexts();
    for (const text of numbers) assert.match(text, /^(fewer than 5|\d*[05])$/);
    await admin.close();
  });

  test(`an admin finds what was done ${nameOf({ scripts: true, ...kind })} ${kind.label ?? ""}`, async () => {
    const admin = await arrive(kind, "admin");
    const { page } = admin;
    admin.expectStatus(422);
    await page.getByRole("link", { name: "What was done" }).click();
    await page.getByLabel("What", { exact: true }).selectOption("signed in");
    await page.getByRole("button", { name: "Show" }).click();
    await page.waitForURL(/what=signed\+in/);
    await page.getByRole("cell", { name: "signed in", exact: true }).first().waitFor();
    assert.equal(await page.getByLabel("What", { exact: true }).inputValue(), "signed in");
    await admin.look("school-audit");
    await page.goto("/school/audit?from=2026-02-02&to=2026-02-01");
    await page.getByRole("alert").waitFor();
    await admin.look("school-audit-wrong");
    await admin.close();
  });

  test(`a teacher sets lessons side by side and files a record ${nameOf({ scripts: true, ...kind })} ${kind.label ?? ""}`, async () => {
    const teacher = await arrive(kind, "teacher");
    const { page } = teacher;
    await page.goto("/classes");
    await page.locator("main a[href^='/classes/']").first().click();
    await page.getByRole("link", { name: "Results", exact: true }).click();
    await page.getByRole("link", { name: "Lessons side by side" }).click();
    await page.getByRole("heading", { name: "What came first" }).waitFor();
    await teacher.look("comparison");
    await page.getByText("The same as a table").first().click();
    await page.getByRole("rowheader", { name: "Pharma Manufacturing" }).waitFor();
    await page.locator("#pupils tbody th a").first().click();
    await page.getByRole("link", { name: "Record for the school" }).click();
    await page.getByRole("heading", { name: "What was done" }).waitFor();
    await teacher.look("record");
    await teacher.close();
  });
}

for (const viewport of [phone, laptop]) {
  test(`an admin names another admin, and takes an invitation back, with the keyboard at ${viewport.width} px`, async () => {
    const admin = await arrive({ viewport }, "admin");
    const { page } = admin;
    const row = page.locator("#staff tr", { hasText: "teacher" }).first();
    const name = await row.getByRole("rowheader").innerText();
    const press = async (button) => {
      await button.focus();
      await page.keyboard.press("Enter");
    };
    await press(row.getByRole("button", { name: "Make an admin" }));
    const same = page.locator("#staff tr", { hasText: name });
    await same.getByRole("button", { name: "Make a teacher again" }).waitFor();
    await press(same.getByRole("button", { name: "Make a teacher again" }));
    await same.getByRole("button", { name: "Make an admin" }).waitFor();
    const email = `new.${viewport.width}@school.example`;
    await page.getByLabel("E-mail of a teacher").fill(email);
    await page.keyboard.press("Enter");
    await page.locator("#invited", { hasText: email }).waitFor();
    await admin.look("school-invited");
    await press(page.getByRole("button", { name: `Cancel the invitation of ${email}` }));
    await page.locator("#invited", { hasText: email }).waitFor({ state: "detached" });
    await admin.look("school-staff");
    await admin.close();
  });
}

test("a record is printed without the site around it", async () => {
  const teacher = await arrive({ viewport: laptop }, "teacher");
  const { page } = teacher;
  await page.goto("/classes");
  await page.locator("main a[href^='/classes/']").first().click();
  await page.locator("tbody th a").first().click();
  await page.getByRole("link", { name: "Record for the school" }).click();
  await page.emulateMedia({ media: "print" });
  for (const gone of ["header.header", "footer.footer", ".button"]) {
    assert.equal(await page.locator(gone).filter({ visible: true }).count(), 0, `${gone} is printed`);
  }
  const file = await page.request.get(`${page.url()}.pdf`);
  assert.equal(file.headers()["content-type"], "application/pdf");
  await teacher.close();
});
