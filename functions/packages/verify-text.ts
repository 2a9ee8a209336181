// VERIFY.txt: how to check a package with nothing but sha256sum and openssl. It is a shell script whose comments explain
// it, so that what an officer reads is what runs.

export interface Verification {
  readonly id: string;
  readonly organization: string;
  readonly contact: string;
  /** Whether an authority has stamped the signature. */
  readonly isStamped: boolean;
}

export function verifyText({ id, organization, contact, isStamped }: Verification): string {
  return `# Evidence package ${id} of ${oneLine(organization)}${contact === '' ? '' : ` (${oneLine(contact)})`}
#
# This file checks the package. Unpack the zip, open a terminal in the folder in which this file lies, and run:
#     sh VERIFY.txt
# It needs sha256sum, sha512sum, find, sort, diff (any Linux; Git Bash or WSL on Windows) and openssl. It writes nothing,
# sends nothing, and needs no network. If the last line says OK, no file was changed, added, renamed or taken away since
# the package was made. If it stops before, the lines above say what does not fit: do not use the package, ask for another.
#
# 本文件用于验证证据包。请解压后在本文件所在目录打开终端，运行：
#     sh VERIFY.txt
# 需要 sha256sum、sha512sum、find、sort、diff（Linux 自带；Windows 可用 Git Bash 或 WSL）以及 openssl。验证过程不写入、
# 不发送任何内容，也不需要网络。最后一行显示 OK，说明证据包自制作以来没有文件被改动、增加、改名或删除。
# 如果中途停止，上方会显示不符之处：请勿使用该证据包，并要求重新提供。
set -e

# 1. Every file is as it was written down.  每个文件与记录的校验值一致。
sha256sum --check --strict --quiet manifest-sha256.txt
sha256sum --check --strict --quiet tagmanifest-sha256.txt
sha512sum --check --strict --quiet manifest-sha512.txt
sha512sum --check --strict --quiet tagmanifest-sha512.txt

# 2. What no manifest lists is as it was, in the same order.  清单之外的文件及其顺序与制作时一致。
sha256sum ${isStamped ? `${LAST} ${STAMPS}` : LAST} | diff signature/SHA256SUMS -

# 3. No file was added.  没有增加文件。
find . ! -type d | LC_ALL=C sort | diff FILES.txt -

# 4. The list of checksums was signed by the hotline.  校验值清单由热线签名。
openssl cms -verify -binary -inform DER -in signature/manifest.p7s -content tagmanifest-sha256.txt \\
  -CAfile signature/signer.pem -partial_chain -purpose any -out /dev/null
${isStamped ? STAMPED : UNSTAMPED}
# Who signed? Compare this fingerprint with the one that the hotline tells you by another way, such as by telephone.
# 签名者是谁？请通过其他途径（例如电话）向热线核对以下指纹。
openssl x509 -in signature/signer.pem -noout -subject -fingerprint -sha256
echo OK
`;
}

/** In the order of their names. */
const LAST = 'signature/manifest.p7s tagmanifest-sha256.txt tagmanifest-sha512.txt';
const STAMPS = 'timestamps/signature.tst timestamps/tsa.pem';

const STAMPED = `
# 5. An independent authority has stamped the time at which the signature was there.  独立机构证明签名当时已存在。
openssl ts -verify -data signature/manifest.p7s -in timestamps/signature.tst -token_in \\
  -CAfile timestamps/tsa.pem -partial_chain
openssl ts -reply -in timestamps/signature.tst -token_in -text | grep 'Time stamp:'
`;

const UNSTAMPED = `
# 5. This package carries no time stamp of an independent authority.  本证据包没有独立机构的时间戳。
`;

/** A line break in the settings would end the comment. */
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');
