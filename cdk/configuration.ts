// What a deployment is given: `cdk.json`'s context, or `-c name=value`.
import { readFileSync } from 'node:fs';
import {
  consoleClient,
  SIGN_IN_SHAPES,
  type ConsoleClient,
  type SignInText,
} from '../functions/http/console-configuration.ts';
import type { Deployment } from '../core/privacy/deployment.ts';
import { passagesOfDeployment } from '../core/privacy/passages.ts';
import { CARRIER_REGIONS, isCarrierRegion, type CarrierRegion } from '../core/privacy/places.ts';
import { checkSettings, residencyProblems } from '../core/settings/settings-check.ts';
import type { Settings } from '../core/settings/settings.ts';

/** Any OIDC issuer: Cognito's where none is named, and none at all where Cognito does not exist. */
export interface Issuer {
  readonly issuer: string;
  readonly audience: string;
  readonly rolesClaim: string;
  readonly jwksUrl: string;
  /** With it one signs in to the console by redirect; without, one pastes a token. */
  readonly client: ConsoleClient | undefined;
}

/** Where the console is to be, instead of at CloudFront's own domain. */
export interface ConsoleDomain {
  readonly name: string;
  /** ARN of a certificate in us-east-1; in AWS China the id of a server certificate in IAM. */
  readonly certificate: string;
}

export interface DeploymentConfiguration {
  /** One stack per stage: `dev`, `production`… */
  readonly stage: string;
  readonly region: string;
  /** `-c twilioAccountSid=AC…`; a placeholder where absent, with which nothing is answered. */
  readonly twilioAccountSid: string;
  /** `-c twilioRegion=ie1`: where Twilio processes and stores the calls. */
  readonly twilioRegion: CarrierRegion;
  /** The HTTP API's own address where absent; no trailing slash. */
  readonly publicUrl: string | undefined;
  /** Settings in force until an admin saves others, and the file that they come from. */
  readonly settings: Settings;
  readonly settingsFile: string;
  readonly issuer: Issuer | undefined;
  readonly consoleDomain: ConsoleDomain | undefined;
  /** `-c console=none`: there is no CloudFront, and so no console. */
  readonly hasConsole: boolean;
  /** Where alarms are sent. */
  readonly alarmEmail: string | undefined;
  /** Sender of e-mail notices, an address verified at SES; none are sent where absent. */
  readonly notifyFrom: string | undefined;
  /** Calls that may be answered at once; AWS keeps so many executions free for the voice function. */
  readonly voiceConcurrency: number;
}

/** Answers to no account of Twilio's: every request is refused until the real one is given. */
export const PLACEHOLDER_ACCOUNT_SID = `AC${'0'.repeat(32)}`;

class DeploymentConfigurationError extends Error {
  override readonly name = 'DeploymentConfigurationError';
}

type ReadContext = (name: string) => unknown;

/** What only one region can have: an address belongs to one endpoint. */
const OF_ONE_REGION = ['publicUrl', 'consoleDomain'] as const;

/**
 * One deployment for each region of the context "region", which may name several, divided by commas.
 * @throws {DeploymentConfigurationError} that names what is wrong and where
 */
export function readDeployments(context: ReadContext): DeploymentConfiguration[] {
  const given = context('region');
  const regions = typeof given === 'string' ? given.split(',').map((region) => region.trim()) : [given];
  const repeated = regions.find((region, at) => regions.indexOf(region) !== at);
  if (typeof repeated === 'string')
    throw new DeploymentConfigurationError(`context "region" names ${repeated} twice`);
  const single = OF_ONE_REGION.find((name) => ![undefined, ''].includes(context(name) as undefined));
  if (regions.length > 1 && single !== undefined)
    throw new DeploymentConfigurationError(
      `context "${single}" is the address of one region, and "region" names ${String(regions.length)}; deploy them one by one`,
    );
  return regions.map((region) => readDeployment((name) => (name === 'region' ? region : context(name))));
}

/** @throws {DeploymentConfigurationError} that names what is wrong and where */
function readDeployment(context: ReadContext): DeploymentConfiguration {
  const text = (name: string): string | undefined => {
    const value = context(name);
    if (value === undefined || value === '') return undefined;
    if (typeof value === 'string' || typeof value === 'number') return String(value);
    throw new DeploymentConfigurationError(`context "${name}" must be text, not ${JSON.stringify(value)}`);
  };
  const settingsFile = text('settingsFile') ?? 'local/seed/settings.json';
  const configuration: DeploymentConfiguration = {
    stage: shaped(
      'stage',
      text('stage') ?? 'dev',
      /^[a-z][a-z0-9-]{0,30}$/,
      'lower-case letters, digits, hyphens',
    ),
    region: shaped('region', text('region') ?? 'us-east-1', /^[a-z]{2}(-[a-z]+)+-\d$/, 'an AWS region'),
    twilioAccountSid: shaped(
      'twilioAccountSid',
      text('twilioAccountSid') ?? PLACEHOLDER_ACCOUNT_SID,
      /^AC[0-9a-f]{32}$/,
      'AC and 32 hexadecimal digits',
    ),
    twilioRegion: readTwilioRegion(text('twilioRegion') ?? 'us1'),
    publicUrl: optional(
      'publicUrl',
      text('publicUrl'),
      /^https:\/\/[^?#]*[^/?#]$/,
      'an https URL without a trailing slash',
    ),
    settings: readSettings(settingsFile),
    settingsFile,
    issuer: readIssuer(text),
    consoleDomain: readConsoleDomain(text),
    hasConsole: shaped('console', text('console') ?? 'yes', /^(yes|none)$/, 'yes or none') === 'yes',
    alarmEmail: optional('alarmEmail', text('alarmEmail'), /^\S+@\S+$/, 'an e-mail address'),
    notifyFrom: optional(
      'notifyFrom',
      text('notifyFrom'),
      /^[^\s@<>*?]+@[^\s@<>*?]+$/,
      'a plain e-mail address',
    ),
    voiceConcurrency: Number(
      shaped('voiceConcurrency', text('voiceConcurrency') ?? '50', /^[1-9]\d{0,3}$/, 'a number'),
    ),
  };
  requireResident(configuration);
  return configuration;
}

/** What data residency asks of the stack; the functions are told the same in their environment. */
export const deploymentOf = ({
  region,
  twilioRegion,
  issuer,
  hasConsole,
}: DeploymentConfiguration): Deployment => ({
  cloudRegion: region,
  carrierRegion: twilioRegion,
  issuer: issuer?.issuer,
  // CloudFront in AWS China has its places in China alone.
  cloudFront: hasConsole && !region.startsWith('cn-'),
});

/** @throws {DeploymentConfigurationError} with what data residency refuses of the stack, in the words of the settings page */
function requireResident(configuration: DeploymentConfiguration): void {
  const { settings, settingsFile, region } = configuration;
  const problems = residencyProblems(settings, passagesOfDeployment(deploymentOf(configuration), settings));
  if (problems.length > 0)
    throw new DeploymentConfigurationError(
      `${settingsFile} keeps data within ${settings.privacy.residency.within}, and the stack in ${region} does not:\n${problems.map(({ problem }) => `  ${problem}`).join('\n')}`,
    );
}

function readTwilioRegion(text: string): CarrierRegion {
  if (isCarrierRegion(text)) return text;
  throw new DeploymentConfigurationError(
    `context "twilioRegion" is "${text}"; it must be one of ${Object.keys(CARRIER_REGIONS).join(', ')}`,
  );
}

const shaped = (name: string, value: string, shape: RegExp, words: string): string => {
  if (shape.test(value)) return value;
  throw new DeploymentConfigurationError(`context "${name}" is "${value}"; it must be ${words}`);
};

const optional = (
  name: string,
  value: string | undefined,
  shape: RegExp,
  words: string,
): string | undefined => (value === undefined ? undefined : shaped(name, value, shape, words));

const SIGN_IN_CONTEXT = {
  issuer: 'oidcIssuer',
  clientId: 'oidcClientId',
  scopes: 'oidcScopes',
  tokenOrigin: 'oidcTokenOrigin',
} as const satisfies Record<keyof SignInText, string>;

function readIssuer(text: (name: string) => string | undefined): Issuer | undefined {
  const signIn = Object.fromEntries(
    Object.entries(SIGN_IN_CONTEXT).map(([part, name]) => {
      const [shape, words] = SIGN_IN_SHAPES[part as keyof SignInText];
      return [part, optional(name, text(name), shape, words)];
    }),
  ) as SignInText;
  const { issuer, clientId } = signIn;
  const audience = text('oidcAudience') ?? clientId;
  if (issuer === undefined && audience === undefined) return undefined;
  if (issuer === undefined || audience === undefined) {
    throw new DeploymentConfigurationError(
      'context "oidcIssuer" and "oidcAudience" (or "oidcClientId", where they are the same) are given together or not at all',
    );
  }
  return {
    issuer,
    audience,
    rolesClaim: text('oidcRolesClaim') ?? 'roles',
    jwksUrl: text('oidcJwksUrl') ?? `${issuer.replace(/\/$/, '')}/.well-known/jwks.json`,
    client: consoleClient(signIn),
  };
}

function readConsoleDomain(text: (name: string) => string | undefined): ConsoleDomain | undefined {
  const name = optional('consoleDomain', text('consoleDomain'), /^[a-z0-9.-]+\.[a-z]{2,}$/, 'a domain name');
  const certificate = text('consoleCertificate');
  if (name === undefined && certificate === undefined) return undefined;
  if (name === undefined || certificate === undefined) {
    throw new DeploymentConfigurationError(
      'context "consoleDomain" and "consoleCertificate" are given together or not at all',
    );
  }
  return { name, certificate };
}

function readSettings(file: string): Settings {
  const checked = checkSettings(parse(file));
  if (checked.ok) return checked.settings;
  const problems = checked.problems.map(
    ({ at, problem }) => `  ${at === '' ? 'the document' : at}: ${problem}`,
  );
  throw new DeploymentConfigurationError(`${file} has problems:\n${problems.join('\n')}`);
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new DeploymentConfigurationError(
      `context "settingsFile": ${file} cannot be read: ${String(error)}`,
    );
  }
}
