import { renderPage } from "./layout.tsx";

/** A page that says what went wrong and what to do. */
export function renderProblem({
  status,
  title,
  message,
}: {
  status: number;
  title: string;
  message: string;
}): Response {
  return renderPage(
    { title, status },
    <>
      <h1>{title}</h1>
      <p>{message}</p>
      <p>
        <a href="/">About this service</a>
      </p>
    </>,
  );
}
