import { renderPage } from "./layout.tsx";

/** A page that says what went wrong and what to do, and nothing else. */
export function renderProblem({ status, title, says }: { status: number; title: string; says: string }): Response {
  return renderPage(
    { title, status },
    <>
      <h1>{title}</h1>
      <p>{says}</p>
      <p>
        <a href="/">About this service</a>
      </p>
    </>,
  );
}
