// The door, as the configuration names it: a token is pasted.
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Form from '@cloudscape-design/components/form';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect, useState, type ComponentType, type ReactNode } from 'react';
import { setPreferences } from '../preferences.ts';
import { leaveReason, setToken } from '../session.ts';
import { LANGUAGE_NAMES, LANGUAGES, useLanguage } from '../words/index.ts';
import type { Configuration } from './configuration.ts';

export function SignInPage({ configuration }: { readonly configuration: Configuration }): ReactNode {
  const { language, words } = useLanguage();
  const { shell, common } = words;
  const Door = DOORS[configuration.signIn];
  useEffect(() => {
    document.title = `${shell.signInTitle} · ${common.productName}`;
  }, [shell, common]);
  return (
    <main className="sign-in">
      <SpaceBetween size="l">
        <Box textAlign="center">
          <img src="/icon.svg" alt="" width="48" height="48" />
          <Box variant="h1">{common.productName}</Box>
        </Box>
        <LeftBecause />
        <Door />
        <Box textAlign="center">
          <SegmentedControl
            label={shell.language}
            selectedId={language}
            options={LANGUAGES.map((id) => ({ id, text: LANGUAGE_NAMES[id] }))}
            onChange={({ detail }) => {
              setPreferences({ language: LANGUAGES.find((id) => id === detail.selectedId) ?? language });
            }}
          />
        </Box>
      </SpaceBetween>
    </main>
  );
}

const DOORS: Readonly<Record<Configuration['signIn'], ComponentType>> = { token: TokenForm };

function LeftBecause(): ReactNode {
  const { shell } = useLanguage().words;
  const reason = leaveReason();
  if (reason === undefined) return null;
  return reason === 'expired' ? (
    <Alert type="warning">{shell.expired}</Alert>
  ) : (
    <Alert type="success">{shell.signedOut}</Alert>
  );
}

function TokenForm(): ReactNode {
  const { shell } = useLanguage().words;
  const [text, setText] = useState('');
  const [missing, setMissing] = useState(false);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() === '') setMissing(true);
        else setToken(text.trim());
      }}
    >
      <Form actions={<Button variant="primary">{shell.signIn}</Button>}>
        <Container header={<Header variant="h2">{shell.signInTitle}</Header>}>
          <FormField
            label={shell.tokenLabel}
            description={shell.tokenHint}
            constraintText={shell.tokenPrivacy}
            errorText={missing ? shell.tokenMissing : undefined}
          >
            <Input
              type="password"
              autoFocus
              autoComplete={false}
              spellcheck={false}
              value={text}
              onChange={({ detail }) => {
                setText(detail.value);
                setMissing(false);
              }}
            />
          </FormField>
        </Container>
      </Form>
    </form>
  );
}
