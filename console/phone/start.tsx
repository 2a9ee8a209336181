// From nothing to the phone: the language, the token, and what the hotline is set to.
import { Suspense, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import { createApi } from '../api/client.ts';
import { asProblem, type ApiProblem } from '../api/problem.ts';
import { loadNumberFormats, numberWriter } from '../number-formats.ts';
import { usePreferences } from '../preferences.ts';
import { leaveReason, setToken, token, useToken } from '../session.ts';
import { renew } from '../sign-in/redirect/renewal.ts';
import type { Hotline } from './line/hotline.ts';
import { PhonePage } from './page.tsx';
import { loadWords, PhoneLanguageContext, useWords } from './words/index.ts';

export function Start(): ReactNode {
  return (
    <Suspense fallback={null}>
      <InLanguage />
    </Suspense>
  );
}

function InLanguage(): ReactNode {
  const pack = use(loadWords(usePreferences().language));
  const signedIn = useToken() !== undefined;
  useEffect(() => {
    document.title = `${pack.words.title} · ${pack.words.product}`;
  }, [pack]);
  return <PhoneLanguageContext value={pack}>{signedIn ? <Gate /> : <Door />}</PhoneLanguageContext>;
}

function Door(): ReactNode {
  const { signIn, product } = useWords();
  const [text, setText] = useState('');
  return (
    <main className="door">
      <img src="/icon.svg" alt="" width="44" height="44" />
      <p className="quiet">{product}</p>
      <h1>{signIn.title}</h1>
      <p>{signIn.hint}</p>
      {leaveReason() === 'expired' && <p role="alert">{signIn.refused}</p>}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() !== '') setToken(text.trim());
        }}
      >
        <label htmlFor="token">{signIn.label}</label>
        <input
          id="token"
          type="password"
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={({ target }) => {
            setText(target.value);
          }}
        />
        <button className="primary">{signIn.button}</button>
      </form>
    </main>
  );
}

function Gate(): ReactNode {
  const words = useWords();
  const api = useMemo(() => createApi({ token, renew }), []);
  const [hotline, setHotline] = useState<Hotline>();
  const [problem, setProblem] = useState<ApiProblem>();
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const aborter = new AbortController();
    Promise.all([api.call('settings.get', { signal: aborter.signal }), loadNumberFormats()]).then(
      ([{ body }, formats]) => {
        setHotline({ api, settings: body, written: numberWriter(body.hotline.region, formats) });
      },
      (error: unknown) => {
        if (!aborter.signal.aborted) setProblem(asProblem(error));
      },
    );
    return () => {
      aborter.abort();
    };
  }, [api, turn]);
  if (hotline !== undefined) return <PhonePage hotline={hotline} />;
  return (
    <main className="door">
      <h1>{problem === undefined ? words.loading : words.problems[problem.kind]}</h1>
      {problem !== undefined && (
        <>
          <p lang="en">{problem.message}</p>
          <button
            className="primary"
            onClick={() => {
              setProblem(undefined);
              setTurn(turn + 1);
            }}
          >
            {words.tryAgain}
          </button>
        </>
      )}
    </main>
  );
}
