// From nothing to the console: how one signs in here, in which language, and who it is.
import { I18nProvider } from '@cloudscape-design/components/i18n';
import Spinner from '@cloudscape-design/components/spinner';
import { Suspense, use, type ReactNode } from 'react';
import { usePreferences } from '../preferences.ts';
import { joiningOthers, useToken, useVisit } from '../session.ts';
import { arriving } from '../sign-in/redirect/arrival.ts';
import { readConfiguration } from '../sign-in/configuration.ts';
import { SignInPage } from '../sign-in/sign-in-page.tsx';
import { LanguageContext, loadLanguage } from '../words/index.ts';
import { Console } from './frame/console.tsx';
import { SignedInGate } from './signed-in-gate.tsx';

export function Start(): ReactNode {
  return (
    <Suspense fallback={<Spinner size="large" />}>
      <InLanguage>
        <Entrance />
      </InLanguage>
    </Suspense>
  );
}

function InLanguage({ children }: { readonly children: ReactNode }): ReactNode {
  const pack = use(loadLanguage(usePreferences().language));
  return (
    <LanguageContext value={pack}>
      <I18nProvider locale={pack.language} messages={[pack.components]}>
        {children}
      </I18nProvider>
    </LanguageContext>
  );
}

function Entrance(): ReactNode {
  const configuration = use(readConfiguration());
  const token = useToken();
  const visit = useVisit();
  const arrival = arriving(configuration) ?? joiningOthers();
  if (arrival !== undefined) use(arrival);
  if (token === undefined) return <SignInPage configuration={configuration} />;
  return (
    <SignedInGate key={visit}>
      <Console />
    </SignedInGate>
  );
}
