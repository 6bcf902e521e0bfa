// Opens what the program exports in the programs that schools open it with: tables in LibreOffice,
// and papers in a PDF reader. It fails when a name or a number does not come out as it went in.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { person, startProgram } from "./program.mjs";
import { signIn } from "./steps.mjs";
import { newVisitor, openBrowser } from "./visitor.mjs";

const names = ["Zoë Ö", "Łukasz Ż", "Noël-Ann D", "O'Neill J", "X"];
const folder = mkdtempSync(join(tmpdir(), "pathways-prove-"));
const program = await startProgram();
const browser = await openBrowser();
try {
  const teacher = await newVisitor(browser, program.base);
  const { email, password } = person(program.seeded, "teacher");
  await signIn(teacher.page, email, password);
  await teacher.page.goto("/classes");
  await teacher.page.getByLabel("Name of the class").fill("9Ä Prüfung");
  await teacher.page.getByLabel(/^Names, one a line/).fill(names.join("\n"));
  await teacher.page.getByRole("button", { name: "Make the class" }).click();
  await teacher.page.getByRole("heading", { name: "9Ä Prüfung" }).waitFor();
  const address = new URL(teacher.page.url()).pathname;

  for (const file of ["results.csv", "results.xlsx", "evidence.csv", "evidence.xlsx"]) {
    const text = opened(await download(teacher, `${address}/${file}`, file));
    for (const name of names) assert.ok(text.includes(name), `${file} has no ${name} in LibreOffice:\n${text}`);
    console.log(`LibreOffice reads ${file}: ${text.trim().split("\n").length} rows, every name as it was typed`);
  }

  const pupil = await newVisitor(browser, program.base);
  const student = person(program.seeded, "student");
  await signIn(pupil.page, student.user_name, student.password);
  await pupil.page.goto("/plans/new?role=podiatrist");
  await pupil.page.locator("#route button").last().click();
  await pupil.page.getByRole("heading", { name: "Podiatrist" }).waitFor();
  const plan = new URL(pupil.page.url()).pathname;
  const paper = read(await download(pupil, `${plan}.pdf`, "plan.pdf"));
  assert.match(paper, /Podiatrist/, "the PDF of a plan has no role");
  console.log(`A PDF reader reads the plan: ${paper.trim().split(/\s+/).length} words`);
  const record = read(await download(teacher, `/classes/${program.seeded.classes[0].id}/seats/${student.seat}/record.pdf`, "record.pdf"));
  assert.ok(record.includes(student.name), "the PDF of a record has no name");
  console.log(`and the record of a pupil: ${record.trim().split(/\s+/).length} words`);
  await pupil.close();
  await teacher.close();
} finally {
  await browser.close();
  await program.end();
  rmSync(folder, { recursive: true, force: true });
}

// download keeps a file as the browser's session gets it.
async function download({ context }, path, name) {
  const reply = await context.request.get(path);
  assert.equal(reply.status(), 200, path);
  const file = join(folder, name);
  writeFileSync(file, await reply.body());
  return file;
}

// opened is a table as LibreOffice reads it, written again as UTF-8. Of a CSV it is told what its
// dialog takes from the mark at the file's beginning.
function opened(file) {
  const into = join(folder, "read");
  const as = file.endsWith(".csv") ? ["--infilter=CSV:44,34,UTF8"] : [];
  execFileSync("soffice", [`-env:UserInstallation=file://${join(folder, "profile")}`, "--headless", ...as, "--convert-to",
    "csv:Text - txt - csv (StarCalc):44,34,76", "--outdir", into, file], { stdio: "ignore", timeout: 120_000 });
  return readFileSync(join(into, `${file.split("/").at(-1).replace(/\.[a-z]+$/, "")}.csv`), "utf8");
}

// read is the text of a paper as a PDF reader finds it.
function read(file) {
  return execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" });
}
