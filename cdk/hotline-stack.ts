// One stage of the hotline: tables, storage, functions, endpoint, console, fallback, sign-in, work, alarms.
import { CfnOutput, Stack, Validations, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ROUTES } from '../functions/routes.ts';
import { Alarms } from './alarms.ts';
import { ConsoleSite, hasDefaultDomain } from './console-site.ts';
import { PLACEHOLDER_ACCOUNT_SID, type DeploymentConfiguration, type Issuer } from './configuration.ts';
import { noteExceptions } from './exceptions.ts';
import { FallbackDocuments } from './fallback.ts';
import { Functions, LIMITS } from './functions.ts';
import { transcriptionJobs } from './permissions.ts';
import { HttpEndpoint } from './http.ts';
import { hasCognito, SignIn } from './sign-in.ts';
import { Storage } from './storage.ts';
import { Tables } from './tables.ts';
import { Work } from './work.ts';

export interface HotlineStackProps extends StackProps {
  readonly configuration: DeploymentConfiguration;
}

export class HotlineStack extends Stack {
  constructor(scope: Construct, id: string, { configuration, ...props }: HotlineStackProps) {
    super(scope, id, props);
    const { stage, settings } = configuration;
    const tables = new Tables(this, 'Tables');
    const storage = new Storage(this, 'Storage', {
      settings,
      jobTimeout: LIMITS.jobs.timeout,
    });
    const http = new HttpEndpoint(this, 'Http', stage);
    const fallback = new FallbackDocuments(this, 'Fallback', stage);
    const publicUrl = configuration.publicUrl ?? http.api.apiEndpoint;
    const signIn = this.#signIn(configuration);
    const site = this.#console(configuration, http, storage, signIn);
    const issuer = configuration.issuer ?? (site && signIn?.issuerFor(site.url));
    site?.upload(issuer);
    const functions = new Functions(this, 'Functions', {
      configuration,
      publicUrl,
      issuer,
      tables,
      storage,
      originSecret: site?.originSecret,
    });
    http.connect(functions.all);
    new Work(this, 'Work', functions.all, { storage, transcriptionJobs: transcriptionJobs(stage) });
    new Alarms(this, 'Alarms', { email: configuration.alarmEmail, functions, http, storage, tables });
    noteExceptions({ http, fallback, functions, storage, signIn, site });
    this.#warn(configuration, issuer);
    this.#tell({
      PublicUrl: publicUrl,
      VoiceUrl: `${publicUrl}${ROUTES['voice.incoming'].path}`,
      StatusCallbackUrl: `${publicUrl}${ROUTES['voice.status'].path}`,
      FallbackUrl: fallback.url,
      ...(site === undefined ? {} : { ConsoleUrl: site.url }),
      SecretArn: storage.secret.secretArn,
      ...(issuer === undefined ? {} : { Issuer: issuer.issuer, Audience: issuer.audience }),
    });
  }

  #signIn({ issuer, region, stage }: DeploymentConfiguration): SignIn | undefined {
    return issuer === undefined && hasCognito(region) ? new SignIn(this, 'SignIn', stage) : undefined;
  }

  #console(
    { consoleDomain: domain, region, issuer, hasConsole }: DeploymentConfiguration,
    { api }: HttpEndpoint,
    { accessLogs, key }: Storage,
    signIn: SignIn | undefined,
  ): ConsoleSite | undefined {
    if (!hasConsole) return undefined;
    if (domain !== undefined || hasDefaultDomain(region)) {
      const issuerOrigins = issuer?.client?.origins ?? signIn?.origins ?? [];
      return new ConsoleSite(this, 'Console', { api, accessLogs, key, domain, region, issuerOrigins });
    }
    const words = `CloudFront has no domain of its own in ${region}: there is no console until -c consoleDomain=… (with an ICP recordal) and -c consoleCertificate=… (a server certificate in IAM) name yours.`;
    Validations.of(this).addWarning('NoConsole', words);
    return undefined;
  }

  #warn({ twilioAccountSid, region }: DeploymentConfiguration, issuer: Issuer | undefined): void {
    if (twilioAccountSid === PLACEHOLDER_ACCOUNT_SID) {
      const words =
        'No Twilio account is named: every webhook will be refused. Give it with -c twilioAccountSid=AC…';
      Validations.of(this).addWarning('NoTwilioAccount', words);
    }
    if (issuer === undefined) {
      const words = `Cognito does not exist in ${region}: nobody can use the API until -c oidcIssuer=… and -c oidcAudience=… name an identity provider.`;
      Validations.of(this).addWarning('NoIssuer', words);
    }
  }

  #tell(outputs: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }
}
