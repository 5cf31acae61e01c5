"""What axe is asked, and what stands outside of a narrow screen."""

from journeys.browser.visitor import Visitor

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
AXE = """async (options) => (await axe.run(document, {...options, iframes: false})).violations
  .flatMap(one => one.nodes.map(node => `${one.id}: ${node.target.join(" ")} ${node.any.map(a => a.message).join("; ")}`))"""


def wide_parts(visitor: Visitor) -> list[str]:
    """Name what stands outside of the screen."""
    return visitor.page.evaluate(
        """() => [...document.querySelectorAll("main *")]
        .filter(one => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest(".table, .picture, pre, svg"))
        .slice(0, 5).map(one => `${one.tagName}.${one.className}: ${one.textContent.slice(0, 40)}`)"""
    )
