// Languages and voices that `<Say>` takes. Source: npm twilio@6.2.0 (VoiceResponse types), 69 languages, 900 voices.

export const SAY_LANGUAGES: ReadonlySet<string> = new Set(
  'af-ZA am-ET ar-AE ar-XA arb bg-BG bn-IN ca-ES cmn-CN cmn-TW cs-CZ cy-GB da-DK de-AT de-DE el-GR en-AU en-CA en-GB en-GB-WLS en-IE en-IN en-NZ en-US en-ZA es-ES es-MX es-US fi-FI fil-PH fr-CA fr-FR fr-BE gu-IN he-IL hi-IN hu-HU id-ID is-IS it-IT ja-JP kn-IN ko-KR lv-LV ml-IN mr-IN ms-MY nb-NO nl-BE nl-NL pa-IN pl-PL pt-BR pt-PT ro-RO ru-RU sk-SK sr-RS sv-SE ta-IN te-IN th-TH tr-TR uk-UA vi-VN yue-HK zh-CN zh-HK zh-TW'.split(
    ' ',
  ),
);

/** Speakers of Amazon Polly at Twilio; not each one exists in each of the three qualities. */
const POLLY_SPEAKERS: ReadonlySet<string> = new Set(
  'Aditi Adriano Amy Andres Aria Arlet Arthur Astrid Ayanda Bianca Brian Burcu Camila Carla Carmen Celine Chantal Conchita Cristiano Daniel Danielle Dora Elin Emma Enrique Ewa Filiz Gabrielle Geraint Giorgio Gregory Gwyneth Hala Hannah Hans Hiujin Ida Ines Isabelle Ivy Jacek Jan Joanna Joey Justin Kajal Karl Kazuha Kendra Kevin Kimberly Laura Lea Liam Lisa Liv Lotte Lucia Lupe Mads Maja Marlene Mathieu Matthew Maxim Mia Miguel Mizuki Mía Naja Niamh Nicole Ola Olivia Pedro Penelope Raveena Remi Ricardo Ruben Russell Ruth Rémi Salli Seoyeon Sergio Sofie Stephen Suvi Takumi Tatyana Thiago Tomoko Vicki Vitoria Zayd Zeina Zhiyu'.split(
    ' ',
  ),
);

/** Twilio's free voices; `alice` is an alias kept from older days. */
const BASIC_VOICES: ReadonlySet<string> = new Set(['man', 'woman', 'alice']);

const POLLY = /^Polly\.([^-.]+)(-Neural|-Generative)?$/;
/** Google's voices are checked by their pattern and language; a letter that Google does not offer passes. */
const GOOGLE =
  /^Google\.([a-z]{2,3}-[A-Za-z]{2})-(?:(?:Standard|Wavenet|Neural2)-[A-O]|Chirp3-HD-[A-Z][a-z]+)$/;

export function isVoice(name: string): boolean {
  if (BASIC_VOICES.has(name)) return true;
  const speaker = POLLY.exec(name)?.[1];
  if (speaker !== undefined) return POLLY_SPEAKERS.has(speaker);
  const language = GOOGLE.exec(name)?.[1];
  return language !== undefined && GOOGLE_LANGUAGES.has(language.toLowerCase());
}

const GOOGLE_LANGUAGES: ReadonlySet<string> = new Set(
  'af-za am-et ar-xa bg-bg bn-in ca-es cmn-cn cmn-tw cs-cz da-dk de-de el-gr en-au en-gb en-in en-us es-es es-us eu-es fi-fi fil-ph fr-ca fr-fr gl-es gu-in he-il hi-in hu-hu id-id is-is it-it ja-jp kn-in ko-kr lt-lt lv-lv ml-in mr-in ms-my nb-no nl-be nl-nl pa-in pl-pl pt-br pt-pt ro-ro ru-ru sk-sk sr-rs sv-se ta-in te-in th-th tr-tr uk-ua vi-vn yue-hk'.split(
    ' ',
  ),
);
