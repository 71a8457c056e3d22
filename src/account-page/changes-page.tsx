import { type ChangeHistory, createChangeHistory } from "../changes/change-history.ts";
import { renderPage } from "../http/pages/layout.tsx";
import {
  changeLine,
  describeUndo,
  droppedNote,
  type RecordedCall,
  toRecordedCalls,
} from "../tools/changes/change-view.ts";

/** Calls shown on the page. Our choice: some days of busy planning. */
const MAX_CALLS = 50;

/** `GET /account/changes`: the changes made through this server, each call with a button to undo it. */
export async function showChanges(
  request: Request,
  env: Env,
  { uid, notices = [] }: { uid: string; notices?: readonly string[] },
): Promise<Response> {
  const changes = await openChanges(request, env, { uid, onIncomplete: () => {} });
  const listed = await changes?.listLatestCalls(MAX_CALLS);
  const calls = toRecordedCalls(listed?.changes ?? [], "UTC");
  const dropped = droppedNote(listed?.droppedUntil, "UTC");
  return renderPage(
    { title: "Changes" },
    <>
      <p>
        <a href="/account">Your account</a>
      </p>
      <h1>Changes</h1>
      <p>
        What assistants changed in your Intervals.icu account through this server in the last 30 days, newest first.
        Undo restores the previous values, except those that have been changed since.
      </p>
      {notices.length > 0 && (
        <div class="note" role="status">
          {notices.map((notice) => (
            <p>{notice}</p>
          ))}
        </div>
      )}
      {!changes && <p>Your Intervals.icu account is not connected, so nothing can be undone here.</p>}
      {changes && calls.length === 0 && <p>No changes.</p>}
      {dropped !== undefined && <p>{dropped}</p>}
      {calls.map((call) => (
        <CallSection call={call} />
      ))}
    </>,
  );
}

/** `POST /account/changes`: pressing the button is the confirmation. */
export async function undoFromPage(request: Request, env: Env, uid: string): Promise<Response> {
  const changeId = String((await request.clone().formData()).get("change_id") ?? "");
  const incomplete: string[] = [];
  const note = "The undo was made, but could not be recorded completely: it is listed below with an unknown outcome.";
  const changes = await openChanges(request, env, { uid, onIncomplete: () => incomplete.push(note) });
  // Only finds changes of this user.
  const toUndo = changes ? await changes.listByCall(changeId) : [];
  if (!changes || toUndo.length === 0) {
    return showChanges(request, env, { uid, notices: ["This change no longer exists."] });
  }
  const results = await changes.undo(toUndo, false);
  const notices = [...new Set([...results.map(({ result }) => describeUndo(result).message), ...incomplete])];
  return showChanges(request, env, { uid, notices });
}

function CallSection({ call }: { call: RecordedCall }) {
  const canUndo = call.undoes === undefined && call.changes.some(({ record, undone }) => record && !undone);
  const label = call.tool === undefined ? "Unknown call" : toolLabel(call.tool);
  return (
    <section class="facts" aria-label={`${label}, ${call.at}`}>
      <p class="name">{[`${call.at} UTC`, call.app].filter(Boolean).join(", ")}</p>
      <p class="quiet">
        {call.undoes === undefined ? label : "Undid an earlier change"}
        {call.athlete_id === undefined ? "" : `, for athlete ${call.athlete_id}`}
      </p>
      <ul>
        {call.changes.map((change) => (
          <li>{changeLine(change)}</li>
        ))}
      </ul>
      {canUndo && (
        <form method="post" action="/account/changes" class="actions">
          <button type="submit" name="change_id" value={call.change_id}>
            Undo
          </button>
        </form>
      )}
    </section>
  );
}

/** `icu_bulk_delete_events` → `Bulk delete events`. Also works for tools that no longer exist. */
function toolLabel(toolName: string): string {
  const words = toolName.replace(/^icu_/, "").replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `undefined` if there is no credential to undo with. */
async function openChanges(
  { signal }: Request,
  env: Env,
  { uid, onIncomplete }: { uid: string; onIncomplete: () => void },
): Promise<ChangeHistory | undefined> {
  const credential = await env.ACCOUNT.getByName(uid).readCredential();
  const app = "your account page";
  return credential && createChangeHistory(env, { uid, credential, app, covers: () => true, signal, onIncomplete });
}
