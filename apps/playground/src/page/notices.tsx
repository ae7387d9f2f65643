import { useCallback, useEffect, useRef, useState } from 'preact/hooks'

import { Link, type LinkProps } from './link.tsx'

const toastMs = 3_500

export interface Notices {
  readonly toast: { readonly text: string; readonly url: string | null } | undefined
  readonly alert: string | undefined
  showToast(text: string, url?: string | null): void
  showAlert(text: string): void
  closeAlert(): void
}

/** Toasts and alerts of one chat: what the bot answers to a press, and what went wrong. */
export function useNotices(): Notices {
  const [toast, setToast] = useState<Notices['toast']>()
  const [alert, setAlert] = useState<string>()
  useEffect(() => {
    if (!toast) return
    const timer = setTimeout(() => setToast(undefined), toastMs)
    return () => clearTimeout(timer)
  }, [toast])
  return {
    toast,
    alert,
    showToast: useCallback((text: string, url: string | null = null) => setToast({ text, url }), []),
    showAlert: useCallback((text: string) => setAlert(text), []),
    closeAlert: useCallback(() => setAlert(undefined), []),
  }
}

export function Toast({ toast, follow }: Pick<Notices, 'toast'> & Pick<LinkProps, 'follow'>) {
  return (
    <div class="toast-place" role="status">
      {toast ? (
        <div class="toast">
          {toast.text}
          {toast.url ? (
            <Link url={toast.url} follow={follow}>
              Open
            </Link>
          ) : null}
        </div>
      ) : null}
    </div>
  )
}

export function Alert({ text, onClose }: { readonly text: string | undefined; onClose(): void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (text !== undefined) dialog.current?.showModal()
  }, [text])
  if (text === undefined) return null
  return (
    <dialog ref={dialog} class="alert" aria-label="Message from the bot" onClose={onClose}>
      <p>{text}</p>
      <form method="dialog">
        <button type="submit" autofocus>
          OK
        </button>
      </form>
    </dialog>
  )
}
