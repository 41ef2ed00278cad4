//! A logo is looked at before it is served, whoever brings it: the machine's settings, or an admin. SVG is a program's
//! language too: what could act, or load something, is refused.

use roxmltree::{Document, Node};

use super::{Logo, LogoFormat};

/// A first visit weighs 100 kB in all.
pub const LARGEST: u64 = 100_000;
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
const SVG: &str = "http://www.w3.org/2000/svg";
const EXPORT: &str = "cure: export it as plain SVG, without scripts, links and linked files; or use a PNG";

/// Why a file cannot be the logo.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadLogo {
    /// It is too large.
    #[error("it has {0} bytes; everybody would load them\n  cure: make it smaller than {limit} kB", limit = LARGEST / 1000)]
    TooLarge(u64),
    /// It is something else.
    #[error("it is neither PNG nor SVG\n  cure: name an SVG or PNG file")]
    NoPicture,
    /// It is XML of another kind.
    #[error("it is XML, and no SVG\n  cure: name an SVG or PNG file")]
    NoSvg,
    /// The end is missing, or the beginning.
    #[error("the PNG is not whole\n  cure: save it again")]
    Broken,
    /// It is not well formed.
    #[error("it is no SVG that every browser shows ({0})\n  {EXPORT}")]
    Malformed(String),
    /// It could act, or load something.
    #[error("it has {0}\n  {EXPORT}")]
    Acts(String),
    /// Its size cannot be known.
    #[error("it does not say how large it is\n  cure: give its <svg> a viewBox")]
    NoSize,
    /// It is a line, or nothing.
    #[error("it has no width or no height\n  cure: give it both")]
    Flat,
}

/// The logo in these bytes.
pub fn look_at(bytes: Vec<u8>) -> Result<Logo, BadLogo> {
    if bytes.len() as u64 > LARGEST {
        return Err(BadLogo::TooLarge(bytes.len() as u64));
    }
    let (format, ratio) = if bytes.starts_with(PNG) {
        (LogoFormat::Png, ratio_of_png(&bytes)?)
    } else {
        let text = std::str::from_utf8(&bytes).map_err(|_| BadLogo::NoPicture)?;
        (LogoFormat::Svg, ratio_of_svg(text)?)
    };
    if ratio.is_finite() && ratio > 0.0 {
        Ok(Logo { bytes, format, ratio })
    } else {
        Err(BadLogo::Flat)
    }
}

/// Width and height stand in the first chunk (PNG §11.2.1).
fn ratio_of_png(bytes: &[u8]) -> Result<f64, BadLogo> {
    let number = |at: usize| {
        let bytes = bytes.get(at..at + 4)?.try_into().ok()?;
        Some(f64::from(u32::from_be_bytes(bytes)))
    };
    let whole = bytes.get(12..16) == Some(b"IHDR") && bytes.ends_with(b"IEND\xaeB`\x82");
    match (number(16), number(20)) {
        (Some(width), Some(height)) if whole => Ok(width / height),
        _ => Err(BadLogo::Broken),
    }
}

fn ratio_of_svg(text: &str) -> Result<f64, BadLogo> {
    let document = Document::parse(text).map_err(|error| BadLogo::Malformed(error.to_string()))?;
    let root = document.root_element();
    if !root.has_tag_name((SVG, "svg")) {
        return Err(BadLogo::NoSvg);
    }
    if let Some(what) = document.descendants().find_map(harm) {
        return Err(BadLogo::Acts(what));
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
        _ => Err(BadLogo::NoSize),
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
