import type { Definition, Nodes, Parents } from 'mdast';
import type { ComponentChildren, VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { fill } from './strings';
import { Inert } from './Inert';
import { inertText } from './inertText';
import { markdownTree, safeUrl } from './markdownTree';

export interface MarkdownStrings {
  image: string;
  link: string;
  tooLong: string;
}

interface MarkdownProps {
  text: string;
  strings: MarkdownStrings;
  onLink: (url: string) => void;
}

/**
 * An answer's Markdown as elements, built node by node: no HTML of the answer is ever parsed, pictures are named instead
 * of loaded, and links only ask to be opened.
 */
export function Markdown({ text, strings, onLink }: MarkdownProps): VNode {
  const tree = useMemo(() => {
    try {
      return markdownTree(text);
    } catch {
      return null;
    }
  }, [text]);
  if (!tree) {
    return (
      <>
        <p class="dim">{strings.tooLong}</p>
        <PlainText text={text} />
      </>
    );
  }
  const definitions = new Map<string, Definition>();
  for (const node of tree.children) if (node.type === 'definition') definitions.set(node.identifier, node);
  return <div class="markdown">{childrenOf(tree, { strings, onLink, definitions })}</div>;
}

/** The same as it was received, line by line. */
export function PlainText({ text }: { text: string }): VNode {
  return (
    <pre class="plain">
      <Inert text={text} />
    </pre>
  );
}

interface Context {
  strings: MarkdownStrings;
  onLink: (url: string) => void;
  definitions: Map<string, Definition>;
}

function childrenOf(node: Parents, context: Context): ComponentChildren {
  return node.children.map((child, index) => <Node key={index} node={child} context={context} />);
}

function Node({ node, context }: { node: Nodes; context: Context }): VNode | null {
  switch (node.type) {
    case 'text':
      return <Inert text={node.value} />;
    case 'paragraph':
      return <p dir="auto">{childrenOf(node, context)}</p>;
    case 'heading': {
      // The answer's own headings stand below those of the form.
      const Tag = `h${Math.min(6, node.depth + 2)}` as 'h3';
      return <Tag dir="auto">{childrenOf(node, context)}</Tag>;
    }
    case 'emphasis':
      return <em>{childrenOf(node, context)}</em>;
    case 'strong':
      return <strong>{childrenOf(node, context)}</strong>;
    case 'delete':
      return <del>{childrenOf(node, context)}</del>;
    case 'inlineCode':
      return (
        <code>
          <Inert text={node.value} />
        </code>
      );
    case 'code':
      return (
        <div class="code-block">
          {node.lang && (
            <div class="language">
              <Inert text={node.lang} />
            </div>
          )}
          <pre tabIndex={0}>
            <code>
              <Inert text={node.value} />
            </code>
          </pre>
        </div>
      );
    case 'html':
      return (
        <code class="html">
          <Inert text={node.value} />
        </code>
      );
    case 'break':
      return <br />;
    case 'thematicBreak':
      return <hr />;
    case 'blockquote':
      return <blockquote>{childrenOf(node, context)}</blockquote>;
    case 'list':
      return node.ordered ? (
        <ol start={node.start ?? 1}>{childrenOf(node, context)}</ol>
      ) : (
        <ul>{childrenOf(node, context)}</ul>
      );
    case 'listItem':
      return <li dir="auto">{childrenOf(node, context)}</li>;
    case 'table':
      return (
        <div class="table" tabIndex={0}>
          <table>
            {node.children.map((row, index) => (
              <tr key={index}>
                {row.children.map((cell, column) => {
                  const Tag = index === 0 ? 'th' : 'td';
                  return (
                    <Tag key={column} class={`align-${node.align?.[column] ?? 'left'}`}>
                      {childrenOf(cell, context)}
                    </Tag>
                  );
                })}
              </tr>
            ))}
          </table>
        </div>
      );
    case 'link':
      return <Link url={node.url} context={context} children={childrenOf(node, context)} />;
    case 'linkReference': {
      const url = context.definitions.get(node.identifier)?.url ?? '';
      return <Link url={url} context={context} children={childrenOf(node, context)} />;
    }
    case 'image':
      return <Image alt={node.alt} url={node.url} context={context} />;
    case 'imageReference':
      return <Image alt={node.alt} url={context.definitions.get(node.identifier)?.url ?? ''} context={context} />;
    default:
      return 'children' in node ? <>{childrenOf(node, context)}</> : null;
  }
}

function Link({ url, context, children }: { url: string; context: Context; children: ComponentChildren }): VNode {
  const safe = safeUrl(url);
  if (safe === null) {
    return (
      <span>
        {children}{' '}
        <span class="dim">
          (<Inert text={url} />)
        </span>
      </span>
    );
  }
  return (
    <button
      type="button"
      class="link"
      title={fill(context.strings.link, inertText(safe))}
      onClick={() => context.onLink(safe)}
    >
      {children}
    </button>
  );
}

function Image({ alt, url, context }: { alt: string | null | undefined; url: string; context: Context }): VNode {
  return (
    <span class="picture">
      [{context.strings.image}: <Inert text={[alt, url].filter(Boolean).join(' — ')} />]
    </span>
  );
}
