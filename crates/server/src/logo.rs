//! The logo: read once at the start, and looked at before it is served. SVG is a program's language too: what could act,
//! or load something, is refused.

use std::{fs, path::Path};

use anyhow::{Context as _, bail, ensure};
use roxmltree::{Document, Node};
use web::brand::{Logo, LogoFormat};

/// A first visit weighs 100 kB in all.
const LARGEST: u64 = 100_000;
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
const SVG: &str = "http://www.w3.org/2000/svg";
const EXPORT: &str = "cure: export it as plain SVG, without scripts, links and linked files; or use a PNG";

/// The logo in a file.
pub fn read(path: &Path) -> anyhow::Result<Logo> {
    look_at(path).with_context(|| format!("the logo {} cannot be used", path.display()))
}

fn look_at(path: &Path) -> anyhow::Result<Logo> {
    let file = fs::metadata(path).context("cure: correct VENTANILLA_LOGO, or the permissions of the file")?;
    ensure!(
        file.is_file(),
        "it is not a file\n  cure: name an SVG or PNG file"
    );
    ensure!(
        file.len() <= LARGEST,
        "it has {} bytes; everybody would load them\n  cure: make it smaller than {} kB",
        file.len(),
        LARGEST / 1000
    );
    let bytes = fs::read(path).context("cure: let us read it")?;
    let (format, ratio) = if bytes.starts_with(PNG) {
        (LogoFormat::Png, ratio_of_png(&bytes)?)
    } else {
        let text = std::str::from_utf8(&bytes).ok();
        let text = text.context("it is neither PNG nor SVG\n  cure: name an SVG or PNG file")?;
        (LogoFormat::Svg, ratio_of_svg(text)?)
    };
    ensure!(
        ratio.is_finite() && ratio > 0.0,
        "it has no width or no height\n  cure: give it both"
    );
    Ok(Logo { bytes, format, ratio })
}

/// Width and height stand in the first chunk (PNG §11.2.1).
fn ratio_of_png(bytes: &[u8]) -> anyhow::Result<f64> {
    let number = |at: usize| {
        let bytes = bytes.get(at..at + 4)?.try_into().ok()?;
        Some(f64::from(u32::from_be_bytes(bytes)))
    };
    let whole = bytes.get(12..16) == Some(b"IHDR") && bytes.ends_with(b"IEND\xaeB`\x82");
    match (number(16), number(20)) {
        (Some(width), Some(height)) if whole => Ok(width / height),
        _ => bail!("the PNG is not whole\n  cure: save it again"),
    }
}

fn ratio_of_svg(text: &str) -> anyhow::Result<f64> {
    let document = match Document::parse(text) {
        Ok(document) => document,
        Err(error) => bail!("it is no SVG that every browser shows ({error})\n  {EXPORT}"),
    };
    let root = document.root_element();
    ensure!(
        root.has_tag_name((SVG, "svg")),
        "it is XML, and no SVG\n  cure: name an SVG or PNG file"
    );
    if let Some(what) = document.descendants().find_map(harm) {
        bail!("it has {what}\n  {EXPORT}");
    }
    let sides = |text: &str| -> Vec<f64> {
        let numbers = text.split([' ', ',', '\n', '\t']).filter(|part| !part.is_empty());
        numbers
            .filter_map(|number| number.trim_end_matches("px").parse().ok())
            .collect()
    };
    let own = |name| root.attribute(name).map(sides).unwrap_or_default();
    match (
        own("viewBox").as_slice(),
        own("width").as_slice(),
        own("height").as_slice(),
    ) {
        ([_, _, width, height], ..) | (_, [width], [height]) => Ok(width / height),
        _ => bail!("it does not say how large it is\n  cure: give its <svg> a viewBox"),
    }
}

/// What in a node could act or load something.
fn harm(node: Node<'_, '_>) -> Option<String> {
    let name = node.tag_name().name();
    if node.is_pi() {
        return Some("a processing instruction".to_owned());
    }
    if ["script", "foreignObject", "handler", "listener", "set"].contains(&name)
        || name.starts_with("animate")
    {
        return Some(format!("an element <{name}>"));
    }
    for attribute in node.attributes() {
        let (name, value) = (attribute.name(), attribute.value());
        let elsewhere = name == "href"
            && !["#", "data:image/png;", "data:image/jpeg;"]
                .iter()
                .any(|near| value.starts_with(near));
        if name.starts_with("on") || elsewhere || loads(value) {
            return Some(format!(
                "an attribute {name}=\"{}\"",
                value.chars().take(40).collect::<String>()
            ));
        }
    }
    let text = node.is_text().then(|| node.text()).flatten()?;
    loads(text).then(|| "styles that load something".to_owned())
}

/// Whether a style or a value names something outside of the file.
fn loads(text: &str) -> bool {
    let text: String = text.to_lowercase().split_whitespace().collect();
    let mut named = text.split("url(").skip(1);
    named.any(|name| !name.trim_start_matches(['"', '\'']).starts_with('#'))
        || ["@import", "javascript:", "\\"]
            .iter()
            .any(|bad| text.contains(bad))
}

#[cfg(test)]
mod tests;
