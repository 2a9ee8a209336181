// The signature of a package: detached CMS (RFC 5652) over one file, made with an RSA key that only signs digests, as a
// KMS does. RSASSA-PKCS1-v1_5 gives the same signature for the same content each time, and OpenSSL checks it.
import { createHash, createPublicKey, X509Certificate } from 'node:crypto';
import {
  Attribute,
  CertificateChoices,
  CertificateSet,
  CMSVersion,
  ContentInfo,
  DigestAlgorithmIdentifier,
  DigestAlgorithmIdentifiers,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignatureAlgorithmIdentifier,
  SignedData,
  SignerIdentifier,
  SignerInfo,
  SignerInfos,
} from '@peculiar/asn1-cms';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  BasicConstraints,
  Certificate,
  Extension,
  Extensions,
  KeyUsage,
  KeyUsageFlags,
  Name,
  RelativeDistinguishedName,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
} from '@peculiar/asn1-x509';

/** A key that signs and cannot be read: in a file on one machine, in KMS on AWS. */
export interface SigningKey {
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: () => Promise<Uint8Array>;
  /** RSASSA-PKCS1-v1_5 with SHA-256 over what has this digest. */
  readonly sign: (sha256: Uint8Array) => Promise<Uint8Array>;
}

export interface Signer {
  /** PEM: the certificate of the key first, then those above it. */
  readonly certificates: string;
  readonly key: SigningKey;
}

/** The certificates do not belong to the key, or cannot be read. */
class SignerError extends Error {
  override readonly name = 'SignerError';
}

const OID = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  sha256: '2.16.840.1.101.3.4.2.1',
  rsa: '1.2.840.113549.1.1.1',
  sha256WithRsa: '1.2.840.113549.1.1.11',
  commonName: '2.5.4.3',
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
} as const;

const NO_PARAMETERS = new Uint8Array([0x05, 0x00]).buffer;
const algorithm = (oid: string): AlgorithmIdentifier =>
  new AlgorithmIdentifier({ algorithm: oid, parameters: NO_PARAMETERS });
const SHA256 = { algorithm: OID.sha256, parameters: NO_PARAMETERS } as const;
const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();
const bufferOf = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

/**
 * The signer of a package: with the certificates of the settings, else with one that the key signs itself.
 * @throws {SignerError}
 */
export async function signerOf(key: SigningKey, certificates: string, organization: string): Promise<Signer> {
  if (certificates.trim() === '') return { key, certificates: await selfSigned(key, organization) };
  if (!(await belongs(certificates, key)))
    throw new SignerError(
      'The certificate in the settings (evidence.signerCertificates) is not for the key that signs packages. Have one issued for this key, or leave the field empty.',
    );
  return { key, certificates: certificates.endsWith('\n') ? certificates : `${certificates}\n` };
}

async function belongs(pem: string, key: SigningKey): Promise<boolean> {
  try {
    const own = createPublicKey({ key: Buffer.from(await key.publicKey()), format: 'der', type: 'spki' });
    return new X509Certificate(pem).publicKey.equals(own);
  } catch {
    return false;
  }
}

/** @returns DER of a CMS SignedData without the content, for `openssl cms -verify -inform DER -content …` */
export async function signDetached(content: Uint8Array, { key, certificates }: Signer): Promise<Uint8Array> {
  const signer = AsnConvert.parse(firstCertificate(certificates), Certificate);
  const signedAttrs = [
    attribute(OID.contentType, DATA_OID_DER),
    attribute(OID.messageDigest, AsnConvert.serialize(new OctetString(sha256(content)))),
  ];
  const signature = await key.sign(sha256(setOf(signedAttrs)));
  const signedData = new SignedData({
    version: CMSVersion.v1,
    digestAlgorithms: new DigestAlgorithmIdentifiers([new DigestAlgorithmIdentifier(SHA256)]),
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: OID.data }),
    certificates: new CertificateSet([new CertificateChoices({ certificate: signer })]),
    signerInfos: new SignerInfos([
      new SignerInfo({
        version: CMSVersion.v1,
        sid: new SignerIdentifier({
          issuerAndSerialNumber: new IssuerAndSerialNumber({
            issuer: signer.tbsCertificate.issuer,
            serialNumber: signer.tbsCertificate.serialNumber,
          }),
        }),
        digestAlgorithm: new DigestAlgorithmIdentifier(SHA256),
        signedAttrs,
        signatureAlgorithm: new SignatureAlgorithmIdentifier({
          algorithm: OID.rsa,
          parameters: NO_PARAMETERS,
        }),
        signature: new OctetString(signature),
      }),
    ]),
  });
  const info = new ContentInfo({ contentType: OID.signedData, content: AsnConvert.serialize(signedData) });
  return new Uint8Array(AsnConvert.serialize(info));
}

/** The object identifier of `OID.data`, encoded. */
const DATA_OID_DER = new Uint8Array([0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01])
  .buffer;

const attribute = (attrType: string, value: ArrayBuffer): Attribute =>
  new Attribute({ attrType, attrValues: [value] });

/**
 * What a signature over signed attributes is about: they as a SET (RFC 5652 section 5.4). The two attributes are shorter
 * than 128 bytes together, and already in the order that DER wants.
 */
function setOf(attributes: readonly Attribute[]): Uint8Array {
  const encoded = Buffer.concat(attributes.map((one) => Buffer.from(AsnConvert.serialize(one))));
  return Buffer.concat([Buffer.from([0x31, encoded.byteLength]), encoded]);
}

const firstCertificate = (pem: string): ArrayBuffer => bufferOf(new X509Certificate(pem).raw);

// --- the certificate that the key signs itself -----------------------------------------------------------------------

/** The same each time: no time of making, and a serial number from the key. Valid until somebody replaces the key (RFC 5280 section 4.1.2.5). */
const VALID = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('9999-12-31T23:59:59Z') };

async function selfSigned(key: SigningKey, organization: string): Promise<string> {
  const publicKey = await key.publicKey();
  const name = nameOf(`${organization} (evidence)`);
  const tbsCertificate = new TBSCertificate({
    version: Version.v3,
    serialNumber: serialOf(publicKey),
    signature: algorithm(OID.sha256WithRsa),
    issuer: name,
    subject: name,
    validity: new Validity(VALID),
    subjectPublicKeyInfo: AsnConvert.parse(bufferOf(publicKey), SubjectPublicKeyInfo),
    extensions: new Extensions([
      extension(OID.basicConstraints, new BasicConstraints({ cA: false })),
      extension(OID.keyUsage, new KeyUsage(KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation)),
    ]),
  });
  const signed = new Uint8Array(AsnConvert.serialize(tbsCertificate));
  const certificate = new Certificate({
    tbsCertificate,
    signatureAlgorithm: algorithm(OID.sha256WithRsa),
    signatureValue: bufferOf(await key.sign(sha256(signed))),
  });
  return new X509Certificate(Buffer.from(AsnConvert.serialize(certificate))).toString();
}

const nameOf = (commonName: string): Name =>
  new Name([
    new RelativeDistinguishedName([
      new AttributeTypeAndValue({
        type: OID.commonName,
        value: new AttributeValue({ utf8String: commonName.slice(0, 64) }),
      }),
    ]),
  ]);

/** Positive, as serial numbers are. */
function serialOf(publicKey: Uint8Array): ArrayBuffer {
  const serial = sha256(publicKey).subarray(0, 16);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  return bufferOf(serial);
}

const extension = (extnID: string, value: BasicConstraints | KeyUsage): Extension =>
  new Extension({ extnID, critical: true, extnValue: new OctetString(AsnConvert.serialize(value)) });
