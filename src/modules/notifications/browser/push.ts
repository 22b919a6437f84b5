// The script of pages on which a device can be added: asks the browser only when the button is pressed, and posts what it gives.
const form = document.querySelector<HTMLFormElement>('form:has([name=endpoint])');
const failed = document.querySelector<HTMLElement>('#push-failed');

const bytes = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));

async function subscribe(key: string): Promise<PushSubscription> {
  if ((await Notification.requestPermission()) !== 'granted') throw new Error('Not allowed');
  const registration = await navigator.serviceWorker.register('/push-worker.js');
  await navigator.serviceWorker.ready;
  return registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(key) });
}

if (form && 'serviceWorker' in navigator && 'PushManager' in globalThis) {
  form.removeAttribute('hidden');
  document.querySelector('#push-script')?.setAttribute('hidden', '');
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    failed?.setAttribute('hidden', '');
    subscribe(form.dataset['key'] ?? '').then(
      (subscription) => {
        const { endpoint, keys } = subscription.toJSON();
        for (const [name, value] of Object.entries({ endpoint, ...keys }))
          form.querySelector<HTMLInputElement>(`[name=${name}]`)?.setAttribute('value', value ?? '');
        form.submit();
      },
      () => failed?.removeAttribute('hidden'),
    );
  });
}
