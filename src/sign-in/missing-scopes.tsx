import { describeScope, type UpstreamScope } from "../intervals/oauth-scopes.ts";

/** What the user's apps may do but Intervals.icu did not grant us. */
export function MissingScopes({ missing }: { missing: readonly UpstreamScope[] }) {
  if (missing.length === 0) return null;
  return (
    <div class="note" role="status">
      <p>You did not allow everything that your apps may do. This will not work:</p>
      <ul>
        {missing.map(describeScope).map(({ name, covers, writes }) => (
          <li>
            <b>{name}</b>: {writes ? "changing" : "reading"} {covers}
          </li>
        ))}
      </ul>
    </div>
  );
}
