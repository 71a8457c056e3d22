import { renderPage } from "./layout.tsx";
import { SECURITY_PATH } from "./security-txt.ts";

/** What is kept, where, how long, and who can read it. The facts stand in docs/storage.md. */
export function renderPrivacy(): Response {
  return renderPage(
    { title: "Privacy" },
    <>
      <h1>Privacy</h1>
      <p>
        This service passes questions of your assistant on to Intervals.icu, with your key or sign-in, and the answers
        back. It keeps what it needs for that, and of your training only what was changed through it, so that it can be
        undone.
      </p>
      <h2>What is kept</h2>
      <ul>
        <li>
          What you connected with, encrypted, until you delete it: your Intervals.icu API key, or the permission from
          signing in there, and your athlete ID. Your Intervals.icu password never comes here.
        </li>
        <li>
          Which apps you connected, what they may do, since when, and on which day they were last used, under a
          pseudonym. Thirty days without use end a connection.
        </li>
        <li>
          For 30 days, encrypted: what assistants changed, made or deleted, as it was before and after, with the file of
          a deleted activity. <a href="/account/changes">You see and undo it there.</a>
        </li>
        <li>
          For ten minutes, encrypted: the answer to a call that made something, so that a repeat does not make it twice;
          and for two weeks, scrambled, when the calendar entries that your assistants saw had last been changed.
        </li>
        <li>Answers that your app has not fetched yet, encrypted, for ten minutes at most.</li>
        <li>For fifteen minutes after a wrong key: a scrambled form of the network address that it came from.</li>
      </ul>
      <h2>What is not kept</h2>
      <ul>
        <li>
          Activities, sleep, weight, plans that nobody changed: they are fetched for each question and forgotten after
          the answer.
        </li>
        <li>What you ask. The log says which tool ran, whether it worked, how long it took, and your pseudonym.</li>
      </ul>
      <h2>Who can read it</h2>
      <ul>
        <li>The app and the assistant you connect see the answers to their questions; never your key or sign-in.</li>
        <li>Intervals.icu sees the requests, as it does from any app of yours.</li>
        <li>
          Whoever runs this server holds the key that decrypts what you connected with. If you would rather trust
          nobody, run your own: the software is open source.
        </li>
        <li>Cloudflare runs the machines.</li>
      </ul>
      <h2>How to end it</h2>
      <p>
        On <a href="/account">your account page</a> you take permissions back from single apps, end them, download all
        that is kept about you, or delete it, at once. From the other side, a new API key or removing this app from your
        Intervals.icu settings ends it.
      </p>
      <h2 id="weaknesses">If you have found a weakness</h2>
      <p>
        Tell whoever runs this server, in private and before anybody else; <a href={SECURITY_PATH}>security.txt</a> says
        how. What concerns the software everywhere is best reported in private to its repository.
      </p>
    </>,
  );
}
