import { renderPage } from "./page.tsx";

export function renderPrivacy(): Response {
  return renderPage({ title: "Privacy" }, <h1>Privacy</h1>);
}
