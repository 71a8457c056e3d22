import type { Config } from "../../config.ts";
import { INTERVALS_SITE } from "../../config.ts";
import { renderPage } from "./layout.tsx";

/** What the service is, the URL to copy, and how to connect each host. */
export function renderLanding({ resource, demoAthlete }: Config): Response {
  return renderPage(
    { title: "Intervals.icu for ChatGPT, Claude and other assistants" },
    <>
      <h1>Your Intervals.icu training, in the assistant you already use</h1>
      <p>
        Connect once, then ask about your fitness, sleep and workouts, or let the assistant plan your week in your{" "}
        <a href={INTERVALS_SITE}>Intervals.icu</a> calendar. You decide what it may do, and you can revoke it at any
        time.
      </p>
      <h2 id="url">The URL to paste</h2>
      <input class="url" readonly value={resource} aria-labelledby="url" />
      <p class="quiet">
        Exactly this, without a trailing slash. A sign-in page opens and asks for your Intervals.icu API key
        {demoAthlete ? ", or lets you try a demo athlete without an account" : ""}.
      </p>
      <h2>How to connect</h2>
      <Hosts resource={resource} />
      <h2>Then ask</h2>
      <ul>
        <li>How is my form today, and what does it mean for tomorrow's session?</li>
        <li>Compare my power over 5 and 20 minutes this season with last year.</li>
        <li>Plan four easy runs and one threshold session next week, around my race on Sunday.</li>
        <li>I slept badly and my legs hurt. Log that, and move today's workout to tomorrow.</li>
      </ul>
      <footer class="quiet">
        <a href="/privacy">Privacy</a> · Open source, MIT licence · Not affiliated with Intervals.icu
      </footer>
    </>,
  );
}

function Hosts({ resource }: { resource: string }) {
  const command = `claude mcp add --transport http intervals ${resource}`;
  const bridge = JSON.stringify(
    { mcpServers: { intervals: { command: "npx", args: ["mcp-remote", resource, "--transport", "http-only"] } } },
    null,
    2,
  );
  const direct = JSON.stringify({ mcpServers: { intervals: { url: resource } } }, null, 2);
  const code = JSON.stringify({ servers: { intervals: { type: "http", url: resource } } }, null, 2);
  return (
    <>
      <Host name="ChatGPT">
        <p>Settings → Apps → Developer mode → Create. Paste the URL as MCP server URL, choose OAuth.</p>
      </Host>
      <Host name="Claude (web, desktop, phone)">
        <p>Settings → Connectors → Add custom connector. Paste the URL, then Connect.</p>
      </Host>
      <Host name="Claude Code">
        <pre>
          <code>{command}</code>
        </pre>
        <p>
          Then type <code>/mcp</code> and authenticate.
        </p>
      </Host>
      <Host name="Cursor">
        <p>
          In <code>~/.cursor/mcp.json</code>:
        </p>
        <pre>
          <code>{direct}</code>
        </pre>
      </Host>
      <Host name="VS Code">
        <p>
          In <code>.vscode/mcp.json</code>:
        </p>
        <pre>
          <code>{code}</code>
        </pre>
      </Host>
      <Host name="Any other host, through mcp-remote">
        <pre>
          <code>{bridge}</code>
        </pre>
      </Host>
    </>
  );
}

function Host({ name, children }: { name: string; children?: unknown }) {
  return (
    <details>
      <summary>{name}</summary>
      {children}
    </details>
  );
}
