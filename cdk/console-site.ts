// The console on AWS: its files in a private bucket behind CloudFront, the API on the same origin, so that no other
// origin is let in but the one where one signs in. `/config.json` says how.
import { Duration, Fn, RemovalPolicy } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginRequestHeaderBehavior,
  OriginRequestPolicy,
  OriginRequestQueryStringBehavior,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
  type BehaviorOptions,
  type CfnDistribution,
  type DistributionProps,
  type IOrigin,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { howToSignIn } from '../functions/http/console-configuration.ts';
import {
  cacheControl,
  CONSOLE_HEADERS,
  contentSecurityPolicy,
  ORIGIN_SECRET_HEADER,
  VIEWER_ADDRESS_HEADER,
} from '../functions/http/console-headers.ts';
import { CONSOLE_FOLDER } from '../local/console-build.ts';
import type { ConsoleDomain, Issuer } from './configuration.ts';

/** CloudFront in AWS China serves no domain of its own: without one of the operator's there is no console. */
export const hasDefaultDomain = (region: string): boolean => !region.startsWith('cn-');

/** What the API answers under; voice webhooks go to its own endpoint. */
const API_PATHS = ['/api/*', '/health', '/feeds/*', '/taxii2*'] as const;
/** Of these, what anybody may ask. Of two patterns that fit, CloudFront takes the first. */
const PUBLIC_PATHS = ['/api/public/*', '/report*', '/privacy'] as const;
/** What the report page sends; CloudFront adds whose browser it is. An allow list takes ten at most. */
const PUBLIC_HEADERS = [
  'Accept',
  'Accept-Language',
  'Content-Type',
  'Idempotency-Key',
  'User-Agent',
  'X-Case-Pin',
  VIEWER_ADDRESS_HEADER,
] as const;

export interface ConsoleSiteProps {
  readonly api: HttpApi;
  readonly accessLogs: Bucket;
  readonly key: Key;
  readonly domain: ConsoleDomain | undefined;
  readonly region: string;
  /** Whom the page may ask besides: where one signs in. */
  readonly issuerOrigins: readonly string[];
}

export class ConsoleSite extends Construct {
  readonly url: string;
  readonly distribution: Distribution;
  readonly bucket: Bucket;
  readonly originSecret: Secret;
  readonly #origin: IOrigin;
  readonly #policy: string;

  constructor(scope: Construct, id: string, props: ConsoleSiteProps) {
    super(scope, id);
    const { api, accessLogs, domain, region } = props;
    this.#policy = contentSecurityPolicy(props.issuerOrigins);
    this.bucket = new Bucket(this, 'Files', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      encryption: BucketEncryption.S3_MANAGED,
      // Nothing in it that a deployment would not put there again.
      removalPolicy: RemovalPolicy.DESTROY,
      // The library's own types do not hold under exactOptionalPropertyTypes.
      serverAccessLogsBucket: accessLogs as IBucket,
      serverAccessLogsPrefix: 'console/',
    });
    this.#origin = originOf(this.bucket as IBucket, region);
    this.originSecret = new Secret(this, 'OriginSecret', {
      description: 'Hotline Guard: by which the functions know that CloudFront names the visitor',
      encryptionKey: props.key,
      generateSecretString: { passwordLength: 48, excludePunctuation: true },
    });
    const apiOrigin = new HttpOrigin(Fn.select(2, Fn.split('/', api.apiEndpoint)), {
      customHeaders: { [ORIGIN_SECRET_HEADER]: this.originSecret.secretValue.unsafeUnwrap() },
    });
    const visitors = new OriginRequestPolicy(this, 'Visitors', {
      comment: 'Hotline Guard: the report page, and whose browser it is',
      headerBehavior: OriginRequestHeaderBehavior.allowList(...PUBLIC_HEADERS),
      queryStringBehavior: OriginRequestQueryStringBehavior.all(),
    });
    this.distribution = new Distribution(this, 'Distribution', {
      comment: 'Hotline Guard: console',
      defaultRootObject: 'index.html',
      httpVersion: HttpVersion.HTTP2,
      defaultBehavior: this.#files('Page', 'index.html'),
      additionalBehaviors: {
        'assets/*': this.#files('Assets', 'assets/'),
        ...Object.fromEntries(
          PUBLIC_PATHS.map((path) => [path, { ...apiBehavior(apiOrigin), originRequestPolicy: visitors }]),
        ),
        ...Object.fromEntries(API_PATHS.map((path) => [path, apiBehavior(apiOrigin)])),
      },
      ...this.#domainProps(domain),
    });
    if (domain !== undefined && !isArn(domain.certificate)) this.#useIamCertificate(domain);
    this.url = `https://${domain?.name ?? this.distribution.domainName}`;
  }

  /** The files; not before it is known how one signs in, which for Cognito needs the console's address. */
  upload(issuer: Issuer | undefined): void {
    new BucketDeployment(this, 'Upload', {
      destinationBucket: this.bucket as IBucket,
      // The phone belongs to the simulated carrier, which is not deployed.
      sources: [
        Source.asset(CONSOLE_FOLDER, { exclude: ['phone.html', '.sources'] }),
        Source.jsonData('config.json', howToSignIn(issuer)),
      ],
      // Who opened the console before still loads the pages of then.
      prune: false,
    });
  }

  #files(id: string, file: string): BehaviorOptions {
    return {
      origin: this.#origin,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
      cachePolicy: file.startsWith('assets/') ? CachePolicy.CACHING_OPTIMIZED : CachePolicy.CACHING_DISABLED,
      compress: true,
      responseHeadersPolicy: this.#headers(id, file),
    };
  }

  /** Those of the local server, and that the site is https for good. */
  #headers(id: string, file: string): ResponseHeadersPolicy {
    const own = ['cross-origin-opener-policy', 'cross-origin-resource-policy', 'permissions-policy'] as const;
    const custom = [
      ...own.map((header): [string, string] => [header, CONSOLE_HEADERS[header]]),
      ['cache-control', cacheControl(file)] as const,
    ];
    return new ResponseHeadersPolicy(this, `${id}Headers`, {
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy: this.#policy, override: true },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
        strictTransportSecurity: { accessControlMaxAge: Duration.days(365), override: true },
      },
      customHeadersBehavior: {
        customHeaders: custom.map(([header, value]) => ({ header, value, override: true })),
      },
    });
  }

  #domainProps(domain: ConsoleDomain | undefined): Partial<DistributionProps> {
    if (domain === undefined) return {};
    return isArn(domain.certificate)
      ? {
          domainNames: [domain.name],
          minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
          certificate: Certificate.fromCertificateArn(this, 'Certificate', domain.certificate),
        }
      : {};
  }

  /** Certificate Manager does not serve CloudFront in AWS China: the certificate is one uploaded to IAM there. */
  #useIamCertificate({ name, certificate }: ConsoleDomain): void {
    const distribution = this.distribution.node.defaultChild as CfnDistribution;
    distribution.addPropertyOverride('DistributionConfig.Aliases', [name]);
    distribution.addPropertyOverride('DistributionConfig.ViewerCertificate', {
      IamCertificateId: certificate,
      MinimumProtocolVersion: 'TLSv1.2_2021',
      SslSupportMethod: 'sni-only',
    });
  }
}

/** Origin access control does not exist in AWS China; the older identity does. */
const originOf = (bucket: IBucket, region: string): IOrigin =>
  hasDefaultDomain(region)
    ? S3BucketOrigin.withOriginAccessControl(bucket)
    : S3BucketOrigin.withOriginAccessIdentity(bucket);

const isArn = (text: string): boolean => text.startsWith('arn:');

const apiBehavior = (origin: IOrigin): BehaviorOptions => ({
  origin,
  viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
  allowedMethods: AllowedMethods.ALLOW_ALL,
  cachePolicy: CachePolicy.CACHING_DISABLED,
  originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
});
