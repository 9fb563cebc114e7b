/** How Slack looks on a desktop in August 2026, near enough to judge a message by. */
export const slackStyle = `
* { box-sizing: border-box; }
body { margin: 0; font: 15px/1.46668 Lato, "Helvetica Neue", Helvetica, "Segoe UI", "DejaVu Sans", Arial, sans-serif; color: #1d1c1d; background: #fff; }
.channel { max-width: 860px; padding-bottom: 24px; }
.name { position: sticky; top: 0; background: #fff; border-bottom: 1px solid #ddd; font-weight: 900; font-size: 18px; padding: 12px 20px; }
.message { display: flex; gap: 8px; padding: 8px 20px; }
.avatar { flex: none; width: 36px; height: 36px; border-radius: 6px; background: #e8912d; display: flex; align-items: center; justify-content: center; font-size: 22px; }
.avatar.person { background: #4a5a78; color: #fff; font-size: 15px; font-weight: 700; }
.body { min-width: 0; flex: 1; overflow-wrap: anywhere; }
.author { font-weight: 900; }
.badge { font-size: 10px; background: #ebebeb; border-radius: 2px; padding: 1px 4px; margin-left: 4px; color: #555; vertical-align: 1px; }
.at, .edited { font-size: 12px; color: #616061; margin-left: 6px; }
h3 { font-size: 18px; line-height: 1.33334; margin: 8px 0 4px; font-weight: 700; }
hr { border: 0; border-top: 1px solid #ddd; margin: 8px 0; }
.section, .rich { margin: 4px 0 6px; max-width: 600px; }
.section { display: flex; gap: 16px; justify-content: space-between; }
.fields { display: grid; grid-template-columns: 1fr 1fr; gap: 8px 16px; margin-top: 4px; }
.context { display: flex; flex-wrap: wrap; gap: 4px 8px; font-size: 13px; color: #616061; margin: 4px 0; max-width: 600px; align-items: center; }
.actions { display: flex; flex-wrap: wrap; gap: 8px; margin: 8px 0; }
.actions form { margin: 0; }
.button { font: 700 13px/18px inherit; font-family: inherit; color: #1d1c1d; background: #fff; border: 1px solid #bbb; border-radius: 4px; padding: 4px 12px; text-decoration: none; display: inline-block; cursor: pointer; }
.button.primary { background: #007a5a; border-color: #007a5a; color: #fff; }
.button.danger { background: #e01e5a; border-color: #e01e5a; color: #fff; }
.quiet .button { border-color: #e0e0e0; font-weight: 400; color: #616061; }
code { font: 12px/1.5 Menlo, Consolas, "DejaVu Sans Mono", monospace; background: #f6f6f6; border: 1px solid #ddd; border-radius: 3px; padding: 2px 3px 1px; color: #c01343; }
pre { font: 12px/1.5 Menlo, Consolas, "DejaVu Sans Mono", monospace; background: #f6f6f6; border: 1px solid #ddd; border-radius: 4px; padding: 8px; margin: 4px 0; white-space: pre-wrap; }
blockquote, .quote { display: block; border-left: 4px solid #ddd; margin: 4px 0; padding-left: 12px; }
ul, ol { margin: 2px 0; padding-left: 26px; } .indent-1 { margin-left: 24px; } .indent-2 { margin-left: 48px; }
ul { list-style: disc; }
a { color: #1264a3; text-decoration: none; } a:hover { text-decoration: underline; }
.mention { background: #e8f5fa; color: #1264a3; border-radius: 3px; padding: 0 2px; } .mention.loud { background: #fdf2d0; color: #1d1c1d; }
table { border-collapse: collapse; margin: 6px 0; } td { border: 1px solid #ddd; padding: 4px 8px; vertical-align: top; font-size: 14px; }
img.large { max-width: 480px; border-radius: 8px; border: 1px solid #ddd; display: block; margin: 4px 0; } img.small { width: 20px; height: 20px; border-radius: 2px; }
.thread { margin: 4px 20px 8px 64px; border-left: 2px solid #e8e8e8; }
.thread .count { color: #1264a3; font-weight: 700; font-size: 13px; padding: 2px 12px; }
.thread .message { padding: 6px 12px; }
.reactions { display: flex; gap: 4px; } .reactions span { background: #efefef; border-radius: 12px; padding: 1px 8px; font-size: 12px; }
.only-you { font-size: 12px; color: #616061; padding-left: 44px; }
`;
