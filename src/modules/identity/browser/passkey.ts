// The script of the pages with passkeys: asks the browser for what the form's data say, and posts its answer with the form.
import { startAuthentication, startRegistration } from '@simplewebauthn/browser';

const form = document.querySelector<HTMLFormElement>('form:has([name=response])');
const answer = form?.querySelector<HTMLInputElement>('[name=response]');
const place = document.querySelector<HTMLElement>('[data-passkey]');
const failed = document.querySelector<HTMLElement>('#passkey-failed');

async function ask(): Promise<unknown> {
  const { passkey, options } = place?.dataset ?? {};
  const optionsJSON = JSON.parse(options ?? '');
  return passkey === 'create' ? startRegistration({ optionsJSON }) : startAuthentication({ optionsJSON });
}

form?.addEventListener('submit', (event) => {
  if (!answer || answer.value !== '') return;
  event.preventDefault();
  failed?.setAttribute('hidden', '');
  ask().then(
    (response) => {
      answer.value = JSON.stringify(response);
      form.submit();
    },
    () => failed?.removeAttribute('hidden'),
  );
});

place?.removeAttribute('hidden');
