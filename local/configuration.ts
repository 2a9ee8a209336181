// What the local hotline runs with: environment variables, and secrets made once and kept in DATA_DIR.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  consoleClient,
  SIGN_IN_SHAPES,
  type ConsoleClient,
  type SignInText,
} from '../functions/http/console-configuration.ts';
import type { CarrierRegion } from '../core/privacy/places.ts';
import { readCarrierRegion } from '../functions/carrier/carrier-region.ts';
import { readReach, type Reach } from '../functions/outgoing/reach.ts';
import type { OidcConfig } from '../functions/runtime.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export interface Configuration {
  readonly port: number;
  readonly dataDir: string;
  /** Where erasures are noted, outside of what a backup of DATA_DIR brings back. */
  readonly erasureLogDir: string;
  /** No trailing slash; this machine's own address where absent. */
  readonly publicUrl: string | undefined;
  readonly accountSid: string;
  readonly authToken: string;
  readonly adminToken: string;
  readonly challengeKey: string;
  readonly pseudonymKey: string;
  readonly webhookKey: string;
  readonly sharingKey: string;
  /** Signs the sessions of people, hexadecimal. */
  readonly sessionKey: string;
  /** Another DynamoDB-compatible engine; the embedded one where absent. */
  readonly databaseEndpoint: string | undefined;
  /** The account is a real one: its REST API is asked for recordings too. */
  readonly realCarrier: boolean;
  /** Where a real carrier processes and stores calls. */
  readonly carrierRegion: CarrierRegion;
  /** An issuer whose tokens count beside the admin token, and the console's client there, if any. */
  readonly oidc: LocalIssuer | undefined;
  readonly logLevel: 'INFO' | 'WARN' | 'ERROR' | 'SILENT';
  /** What URLs that people choose may lead to besides public addresses. */
  readonly reach: Reach;
}

interface LocalIssuer extends OidcConfig {
  readonly client: ConsoleClient | undefined;
}

/** Said to whoever starts the hotline; never a stack trace. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/** Names of generated secrets, and how each is made. */
const GENERATED = {
  TWILIO_ACCOUNT_SID: () => `AC${randomBytes(16).toString('hex')}`,
  TWILIO_AUTH_TOKEN: () => randomBytes(16).toString('hex'),
  ADMIN_TOKEN: () => randomBytes(18).toString('base64url'),
  CHALLENGE_KEY: () => randomBytes(32).toString('hex'),
  PSEUDONYM_KEY: () => randomBytes(32).toString('hex'),
  WEBHOOK_KEY: () => randomBytes(32).toString('hex'),
  SHARING_KEY: () => randomBytes(32).toString('hex'),
  SESSION_KEY: () => randomBytes(32).toString('hex'),
} as const satisfies Record<string, () => string>;

type SecretName = keyof typeof GENERATED;

export function readConfiguration(env: Environment): Configuration {
  const port = portFrom(given(env, 'PORT'));
  const dataDir = resolve(given(env, 'DATA_DIR') ?? '.hotline');
  const secrets = secretsIn(dataDir, env);
  const reach = reachFrom(given(env, 'OUTGOING_ALLOW'));
  return {
    port,
    dataDir,
    erasureLogDir: resolve(given(env, 'ERASURE_LOG_DIR') ?? `${dataDir}-erasures`),
    publicUrl: publicUrlFrom(urlFrom(given(env, 'PUBLIC_URL'), 'PUBLIC_URL')),
    accountSid: accountSidFrom(secrets.TWILIO_ACCOUNT_SID),
    authToken: secrets.TWILIO_AUTH_TOKEN,
    adminToken: secrets.ADMIN_TOKEN,
    challengeKey: secrets.CHALLENGE_KEY,
    pseudonymKey: secrets.PSEUDONYM_KEY,
    webhookKey: secrets.WEBHOOK_KEY,
    sharingKey: secrets.SHARING_KEY,
    sessionKey: sessionKeyFrom(secrets.SESSION_KEY),
    databaseEndpoint: urlFrom(given(env, 'DYNAMODB_ENDPOINT'), 'DYNAMODB_ENDPOINT'),
    realCarrier:
      given(env, 'TWILIO_AUTH_TOKEN') !== undefined && given(env, 'TWILIO_ACCOUNT_SID') !== undefined,
    carrierRegion: carrierRegionFrom(given(env, 'TWILIO_REGION')),
    oidc: issuerFrom(env, reach),
    reach,
    logLevel: logLevelFrom(given(env, 'LOG_LEVEL') ?? 'WARN'),
  };
}

/** An empty variable counts as unset. */
const given = (env: Environment, name: string): string | undefined =>
  env[name]?.trim() === '' ? undefined : env[name]?.trim();

function portFrom(text: string | undefined): number {
  const port = Number(text ?? '3000');
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new ConfigurationError(`PORT is "${text ?? ''}"; it must be a number from 0 to 65535.`);
}

function urlFrom(text: string | undefined, name: string): string | undefined {
  if (text === undefined) return undefined;
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw new ConfigurationError(`${name} is "${text}"; it must be an http or https URL.`);
}

function reachFrom(text: string | undefined): Reach {
  try {
    return readReach(text);
  } catch (error) {
    throw new ConfigurationError(error instanceof Error ? error.message : String(error));
  }
}

function carrierRegionFrom(text: string | undefined): CarrierRegion {
  try {
    return readCarrierRegion(text);
  } catch (error) {
    throw new ConfigurationError(error instanceof Error ? error.message : String(error));
  }
}

function publicUrlFrom(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const url = new URL(text);
  if (url.search === '' && url.hash === '') return text.replace(/\/+$/, '');
  throw new ConfigurationError(`PUBLIC_URL is "${text}"; it must not have a query or a fragment.`);
}

function accountSidFrom(text: string): string {
  if (/^AC[0-9a-f]{32}$/.test(text)) return text;
  throw new ConfigurationError(`TWILIO_ACCOUNT_SID is "${text}"; it must be AC and 32 hexadecimal digits.`);
}

function sessionKeyFrom(text: string): string {
  if (/^[0-9a-f]{64,}$/i.test(text) && text.length % 2 === 0) return text;
  throw new ConfigurationError('SESSION_KEY must be at least 64 hexadecimal digits (openssl rand -hex 32).');
}

function logLevelFrom(text: string): Configuration['logLevel'] {
  const level = (['INFO', 'WARN', 'ERROR', 'SILENT'] as const).find((known) => known === text.toUpperCase());
  if (level !== undefined) return level;
  throw new ConfigurationError(`LOG_LEVEL is "${text}"; it must be INFO, WARN, ERROR or SILENT.`);
}

const SIGN_IN_VARIABLES = {
  issuer: 'OIDC_ISSUER',
  clientId: 'OIDC_CLIENT_ID',
  scopes: 'OIDC_SCOPES',
  tokenOrigin: 'OIDC_TOKEN_ORIGIN',
} as const satisfies Record<keyof SignInText, string>;

/** The variables of the deployed functions, and what the console needs beside them. */
function issuerFrom(env: Environment, reach: Reach): LocalIssuer | undefined {
  const text = Object.fromEntries(
    Object.entries(SIGN_IN_VARIABLES).map(([part, name]) => [part, signInText(env, part, name)]),
  ) as SignInText;
  const audience = given(env, 'OIDC_AUDIENCE') ?? text.clientId;
  if (text.issuer === undefined) return undefined;
  if (audience === undefined) {
    throw new ConfigurationError('With OIDC_ISSUER goes OIDC_AUDIENCE, or OIDC_CLIENT_ID, or both.');
  }
  return {
    issuer: text.issuer,
    audience,
    rolesClaim: given(env, 'OIDC_ROLES_CLAIM') ?? 'roles',
    ...clockTolerance(given(env, 'OIDC_CLOCK_TOLERANCE')),
    jwksUrl:
      urlFrom(given(env, 'OIDC_JWKS_URL'), 'OIDC_JWKS_URL') ??
      `${text.issuer.replace(/\/$/, '')}/.well-known/jwks.json`,
    client: consoleClient(text),
    // On one machine the identity provider may be a neighbor.
    reach: { ...reach, loopback: true },
  };
}

function signInText(env: Environment, part: string, name: string): string | undefined {
  const [shape, words] = SIGN_IN_SHAPES[part as keyof SignInText];
  const value = given(env, name);
  if (value === undefined || shape.test(value)) return value;
  throw new ConfigurationError(`${name} is "${value}"; it must be ${words}.`);
}

/** A variable wins over what is kept, and is not written down. */
function secretsIn(dataDir: string, env: Environment): Record<SecretName, string> {
  const file = join(dataDir, 'secrets.json');
  const kept = existsSync(file) ? readKept(file) : {};
  const names = Object.keys(GENERATED) as SecretName[];
  const secrets = names.map((name): [SecretName, string] => [
    name,
    given(env, name) ?? kept[name] ?? GENERATED[name](),
  ]);
  const keep = secrets.filter(([name]) => given(env, name) === undefined || kept[name] !== undefined);
  const toKeep = { ...kept, ...Object.fromEntries(keep.map(([name, value]) => [name, kept[name] ?? value])) };
  // A disk that is full must not cost the secrets that are kept: they are written only where one is new, and aside first.
  if (JSON.stringify(toKeep) !== JSON.stringify(kept)) {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(`${file}.new`, `${JSON.stringify(toKeep, undefined, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  return Object.fromEntries(secrets) as Record<SecretName, string>;
}

function readKept(file: string): Partial<Record<SecretName, string>> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Partial<Record<SecretName, string>>;
  } catch {
    throw new ConfigurationError(`${file} is not JSON. Mend it, or delete it to have new secrets made.`);
  }
}

/** @param seconds as given; a minute where absent */
function clockTolerance(seconds: string | undefined): { clockToleranceSeconds?: number } {
  if (seconds === undefined) return {};
  if (!/^\d{1,3}$/.test(seconds))
    throw new ConfigurationError('OIDC_CLOCK_TOLERANCE must be whole seconds, 0 to 999.');
  return { clockToleranceSeconds: Number(seconds) };
}
