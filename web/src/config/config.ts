/** Where this page's servers are. Written beside the page when a stage is deployed. */
export interface Config {
  readonly restUrl: string;
  readonly websocketUrl: string;
  readonly stage: string;
  /** Only on stages that come with a stand-in for the payment provider. */
  readonly pspUrl: string | null;
}

export class ConfigError extends Error {
  override name = "ConfigError";
}

/** Loads and checks `config.json`, so that a wrong deployment fails at once and by name. */
export async function loadConfig(fetcher: typeof fetch = fetch): Promise<Config> {
  const response = await fetcher("config.json", { cache: "no-store" });
  if (!response.ok) throw new ConfigError(`config.json answered ${response.status}`);
  return parseConfig(await response.json());
}

export function parseConfig(body: unknown): Config {
  if (typeof body !== "object" || body === null) throw new ConfigError("config.json is no object");
  const fields = body as Record<string, unknown>;
  return {
    restUrl: readUrl(fields, "rest_url", ["http:", "https:"]),
    websocketUrl: readUrl(fields, "websocket_url", ["ws:", "wss:"]),
    stage: typeof fields.stage === "string" ? fields.stage : "",
    pspUrl: fields.psp_url ? readUrl(fields, "psp_url", ["http:", "https:"]) : null,
  };
}

function readUrl(fields: Record<string, unknown>, name: string, schemes: string[]): string {
  const value = fields[name];
  if (typeof value !== "string" || !URL.canParse(value)) {
    throw new ConfigError(`config.json: ${name} is not an address`);
  }
  if (!schemes.includes(new URL(value).protocol)) {
    throw new ConfigError(`config.json: ${name} must start with ${schemes.join(" or ")}`);
  }
  return value.replace(/\/+$/, "");
}
