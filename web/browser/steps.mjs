// What people do on the site again and again.

export const password = "three quiet herons";

// signIn signs somebody in who has an account.
export async function signIn(page, name, secret) {
  await page.goto("/sign-in");
  await page.getByLabel(/User name/).fill(name);
  await page.getByLabel("Password").fill(secret);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
}

// answerAll answers until no question is left, every second one with the keys where there are
// scripts, and looks at the first question of each stage.
export async function answerAll({ page, scripts, look }) {
  for (let n = 0; n < 60 && /\/quiz\/questions\//.test(page.url()); n++) {
    if (n === 0) await look(`question-${page.url().split("/").pop()}`);
    const before = page.url();
    const item = await page.locator("[name=item]").inputValue();
    const choice = 1 + ((n * 7) % 5);
    if (scripts && n % 2) await page.keyboard.press(String(choice));
    else await page.locator(`.choice--${choice}`).click();
    await page.waitForURL((url) => url.href !== before);
    if (scripts) await arrived(page, item);
  }
}

// arrived waits until the question after an item is there, has the focus, and takes taps; or until
// there is no question any more.
export const arrived = (page, item) =>
  page.waitForFunction((before) => {
    const question = document.querySelector(".question");
    if (!question) return document.readyState === "complete";
    return question.querySelector("[name=item]").value !== before &&
      question.contains(document.activeElement) && !question.matches(".question--arriving");
  }, item);

// takeStarter takes the short quiz from the start page to the result. In a lesson it is the
// teacher who chose the length.
export async function takeStarter(visitor, { inLesson = false } = {}) {
  const { page, look } = visitor;
  await page.goto("/quiz");
  await look(inLesson ? "quiz-in-lesson" : "quiz-start");
  if (!inLesson) await page.getByLabel(/16 questions/).check();
  await page.getByRole("button", { name: "Start the quiz" }).click();
  await answerAll(visitor);
  await look("choice");
  await page.getByRole("button", { name: "Healthcare Science" }).click();
  await answerAll(visitor);
  await page.waitForURL(/\/results\//);
}

// signUp makes an account under the first made-up name, and answers that name. The answers of the
// quiz come along only when they are said to be one's own.
export async function signUp(page, { bring = false } = {}) {
  await page.goto("/sign-up");
  if (bring) await page.getByLabel(/quiz answers on this computer are mine/).check();
  await page.getByLabel("A password of your own").fill(password);
  await page.getByLabel("I am 13 or over").check();
  const userName = await page.locator("input[name=name]").first().getAttribute("value");
  await page.getByRole("button", { name: "Make my account" }).click();
  await page.getByRole("heading", { name: "Your account is ready" }).waitFor();
  return userName;
}
