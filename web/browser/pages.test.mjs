// Every page that everybody can open, and what its forms say when something is wrong, on a phone
// and on a laptop, with and without scripts. axe looks at each.

import { test } from "node:test";
import { browser, program, setStage } from "./stage.mjs";
import { kinds, laptop, nameOf, newVisitor } from "./visitor.mjs";

setStage();

const pages = [
  ["landing", "/"], ["sectors", "/sectors"], ["sector", "/sectors/nhs-technical-services"],
  ["specialism", "/sectors/healthcare-science/audiology"], ["roles", "/roles"],
  ["roles-filtered", "/roles?sector=pharma-manufacturing&level=3"], ["role", "/roles/biomedical-scientist"],
  ["compare-none", "/compare"], ["compare", "/compare?role=podiatrist&role=adult-nurse&role=process-engineer"],
  ["employers", "/employers"], ["search", "/search?q=biomedcal"], ["nothing-found", "/search?q=zzzzz"],
  ["how", "/how-this-works"], ["privacy", "/privacy"], ["accessibility", "/accessibility"], ["cookies", "/cookies"],
  ["sign-in", "/sign-in"], ["sign-up", "/sign-up"], ["recovery", "/recovery"], ["join", "/join"], ["resume", "/quiz/resume"],
];

for (const kind of kinds) {
  test(`everybody can read every page ${nameOf(kind)}`, async () => {
    const visitor = await newVisitor(browser, program.base, kind);
    for (const [label, path] of pages) {
      await visitor.page.goto(path);
      await visitor.look(label);
    }
    visitor.expectStatus(404, 410);
    await visitor.page.goto("/no-such-page");
    await visitor.look("not-found");
    await visitor.page.goto("/invitations/no-such-link");
    await visitor.look("invitation-gone");
    await visitor.close();
  });

  test(`a form that was not taken says what to do and keeps what was typed ${nameOf(kind)}`, async () => {
    const visitor = await newVisitor(browser, program.base, kind);
    const { page } = visitor;
    visitor.expectStatus(422);
    const wrong = async (label, path, fields, button, sentence) => {
      await page.goto(path);
      for (const [field, value] of Object.entries(fields)) await page.getByLabel(field, { exact: true }).fill(value);
      await page.getByRole("main").getByRole("button", { name: button }).click();
      await page.getByRole("alert").getByText(sentence).waitFor();
      await visitor.look(label);
    };
    await wrong("sign-in-wrong", "/sign-in", { "User name, or e-mail if you work here": "calm heron", Password: "not this one" }, "Sign in", "do not go together");
    await wrong("join-wrong", "/join", { "Code from the board": "ZZZZ-ZZZZ" }, "Find my class", "No lesson has this code");
    await wrong("resume-wrong", "/quiz/resume", { "Your code": "ZZZZ-ZZZZ-ZZZZ" }, "Carry on", "No quiz has this code");
    await wrong("sign-up-wrong", "/sign-up", { "A password of your own": "password" }, "Make my account", "Tick this if you are 13 or over");
    await wrong("recovery-wrong", "/recovery", { "User name": "calm heron", "Recovery code": "ZZZZZZZZZZZZ", "A password of your own": "three quiet herons" }, /password/, "do not go together");
    await visitor.close();
  });
}

test("every page is right in the dark too", async () => {
  const visitor = await newVisitor(browser, program.base, { viewport: laptop, colorScheme: "dark", label: "dark" });
  for (const [label, path] of pages) {
    await visitor.page.goto(path);
    await visitor.look(label);
  }
  await visitor.close();
});

test("nothing scrolls sideways at 320 px", async () => {
  const visitor = await newVisitor(browser, program.base, { viewport: { width: 320, height: 640 } });
  for (const [label, path] of pages) {
    await visitor.page.goto(path);
    await visitor.look(label);
  }
  await visitor.close();
});
