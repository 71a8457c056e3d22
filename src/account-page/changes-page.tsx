import { type ChangeHistory, createChangeHistory } from "../changes/change-history.ts";
import { renderPage } from "../http/pages/layout.tsx";
import { CATALOG } from "../tools/catalog.ts";
import { changeLine, inWords, type RecordedCall, toRecordedCalls } from "../tools/changes/change-view.ts";

/** As many calls as a page shows. Ours: some days of busy planning. */
const MOST_CALLS = 50;

/** `/account/changes`: what was changed through this server, each call with a button to undo it. */
export async function showChanges(
  request: Request,
  env: Env,
  uid: string,
  done?: readonly string[],
): Promise<Response> {
  const changes = await changesOf(request, env, uid);
  const calls = changes ? toRecordedCalls(await changes.listLatestCalls(MOST_CALLS), "UTC") : [];
  return renderPage(
    { title: "Changes" },
    <>
      <p>
        <a href="/account">Your connections</a>
      </p>
      <h1>Changes</h1>
      <p>
        What assistants changed in your Intervals.icu account through this server in the last 30 days, newest first.
        Undoing puts back what was there before and leaves what you or others have changed since.
      </p>
      {done && (
        <div class="note" role="status">
          {done.map((line) => (
            <p>{line}</p>
          ))}
        </div>
      )}
      {!changes && <p>Your Intervals.icu account is not connected, so nothing can be undone from here.</p>}
      {changes && calls.length === 0 && <p>Nothing was changed.</p>}
      {calls.map((call) => (
        <Call call={call} />
      ))}
    </>,
  );
}

/** `POST /account/changes`: the person pressed the button, which is all the agreement that it needs. */
export async function undoFromPage(request: Request, env: Env, uid: string): Promise<Response> {
  const changeId = String((await request.clone().formData()).get("change_id") ?? "");
  const changes = await changesOf(request, env, uid);
  // Looked up among this person's own.
  const meant = changes ? await changes.listByCall(changeId) : [];
  if (!changes || meant.length === 0) return showChanges(request, env, uid, ["There is no such change any more."]);
  const results = await changes.undo(meant, false);
  const says = results.map(({ result }) => inWords(result).says);
  return showChanges(request, env, uid, [...new Set(says)]);
}

function Call({ call }: { call: RecordedCall }) {
  const isOpen = call.undoes === undefined && call.changes.some(({ undone }) => !undone);
  return (
    <section class="facts" aria-label={`${titleOf(call.tool)}, ${call.at}`}>
      <p class="name">
        {call.at} UTC, {call.app}
      </p>
      <p class="quiet">
        {call.undoes === undefined ? titleOf(call.tool) : "Undid an earlier change"}
        {call.athlete_id === undefined ? "" : `, for athlete ${call.athlete_id}`}
      </p>
      <ul>
        {call.changes.map((change) => (
          <li>{changeLine(change)}</li>
        ))}
      </ul>
      {isOpen && (
        <form method="post" action="/account/changes" class="actions">
          <button type="submit" name="change_id" value={call.change_id}>
            Undo
          </button>
        </form>
      )}
    </section>
  );
}

const titleOf = (name: string): string => CATALOG.find((tool) => tool.name === name)?.title ?? name;

/** Nothing without a credential to undo with. */
async function changesOf(request: Request, env: Env, uid: string): Promise<ChangeHistory | undefined> {
  const credential = await env.ACCOUNT.getByName(uid).readCredential();
  return credential && createChangeHistory(env, { uid, credential, app: "your account page", signal: request.signal });
}
