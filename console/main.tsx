// The console starts: codes and tokens out of the address, the chosen look, then React.
import '@cloudscape-design/global-styles/index.css';
import './console.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { applyPreferences } from './preferences.ts';
import { takeTokenFromAddress } from './session.ts';
import { Start } from './shell/start.tsx';
import { takeSignInFromAddress } from './sign-in/redirect/arrival.ts';
import { keepSessionAlive } from './sign-in/keep-session-alive.ts';

takeSignInFromAddress();
takeTokenFromAddress();
// The link may be opened in a tab that is here already.
addEventListener('hashchange', takeTokenFromAddress);
keepSessionAlive();
applyPreferences();

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element #root');
createRoot(root).render(
  <StrictMode>
    <Start />
  </StrictMode>,
);
