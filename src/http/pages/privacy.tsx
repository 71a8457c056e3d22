import { renderPage } from "./layout.tsx";
import { SECURITY_PATH } from "./security-txt.ts";

/** What is stored, where, how long, and who can read it. docs/storage.md has the details. */
export function renderPrivacy(): Response {
  return renderPage(
    { title: "Privacy" },
    <>
      <h1>Privacy</h1>
      <p>
        This service forwards your assistant's questions to Intervals.icu with your key or sign-in, and returns the
        answers. It stores what it needs for that. Of your training data it stores only what was changed through it, so
        that you can undo it.
      </p>
      <h2>What is stored</h2>
      <ul>
        <li>
          Your Intervals.icu API key, or the permission you gave by signing in there, and your athlete ID: encrypted,
          until you delete them. Your Intervals.icu password is never sent here.
        </li>
        <li>
          Which apps you connected, when, what they may do, and the day they were last used, under a pseudonym;
          encrypted, the ID of the athlete that you connected an app for. A connection ends when it is not used for 30
          days, and after 180 days in any case.
        </li>
        <li>
          For 30 days, encrypted: what assistants created, changed or deleted, as it was before and after, including the
          file of a deleted activity. Of athletes whom you coach, only the fields that were changed are stored, and you
          see them only while you have access to the athlete. If there is very much of it, the oldest changes are
          deleted sooner. <a href="/account/changes">You can see and undo these changes.</a>
        </li>
        <li>
          For ten minutes, encrypted: the answer to a call that created something, so that a repeated call does not
          create it twice. For two weeks: when the calendar entries your assistants saw were last changed, under hashed
          names.
        </li>
        <li>For ten minutes at most, encrypted: answers that your app has not fetched yet.</li>
        <li>
          Under your pseudonym: how you are connected, and the days on which you first connected and last used this
          server. The operator uses it to count users, and to delete accounts that nobody has used for 13 months.
        </li>
        <li>If you use the demo athlete: what you changed there, until you have not used it for 14 days.</li>
        <li>For fifteen minutes after a wrong key: a hash of the network address that sent it.</li>
      </ul>
      <h2>What is not stored</h2>
      <ul>
        <li>
          Activities, sleep, weight and plans that were not changed here. They are fetched for each question and
          discarded after the answer.
        </li>
        <li>
          Your questions. The log contains the name of the tool, whether it worked, how long it took, and your
          pseudonym.
        </li>
      </ul>
      <h2>Who can read it</h2>
      <ul>
        <li>
          The app and the assistant you connect see the answers to their questions, but never your key or sign-in.
        </li>
        <li>Intervals.icu sees the requests, as with any other app.</li>
        <li>
          The operator of this server has the encryption key. If you do not want to trust an operator, run your own
          server: the software is open source.
        </li>
        <li>Cloudflare runs the machines.</li>
      </ul>
      <h2>How to end access</h2>
      <p>
        On <a href="/account">your account page</a> you can reduce what an app may do, disconnect it, download
        everything stored about you, or delete it. All of this takes effect at once. You can also end access from
        Intervals.icu: change your API key, or remove this app in your settings there.
      </p>
      <h2 id="vulnerabilities">Reporting a vulnerability</h2>
      <p>
        Please tell the operator of this server privately first; <a href={SECURITY_PATH}>security.txt</a> says how. If
        it concerns the software itself, report it privately to its repository.
      </p>
    </>,
  );
}
