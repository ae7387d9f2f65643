import type { Story } from './use-story.ts'

/** The middle before anybody is chosen: what this is, and what to do first. */
export function Welcome({ story }: { readonly story: Story | undefined }) {
  return (
    <div class="nobody">
      <div class="welcome">
        <h2>Welcome to Bazaar</h2>
        <p>
          This is a whole Telegram on your own computer, with a bot to talk to. You play the people, and the world
          around them.
        </p>
        <ol>
          {story ? (
            <li>
              At the bottom left, press <b>▶ {story.title}</b>. It leads you step by step.
            </li>
          ) : null}
          <li>
            Press a name on the left, then <b>Start</b>, and talk to the bot as that person.
          </li>
          <li>
            On the right, <b>Behind the scenes</b>, you change the world around the bot, the clock and the bot itself.
          </li>
        </ol>
        <p>Nothing here reaches the internet, and nothing can be broken.</p>
      </div>
    </div>
  )
}
