//! Colours as somebody typed them.

use super::{Accent, Colour, Faint};

/// What is wrong with a colour that was typed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum BadColour {
    /// It is none.
    Unreadable,
    /// People could not read it.
    Faint(Faint),
}

/// The accent of a site, of what was typed for light pages and for dark ones; for dark ones the same in a lighter shade when
/// nothing was. Says of which of the two something is wrong: the second one is `true`.
pub fn accent(light: Option<&str>, dark: Option<&str>) -> Result<Option<Accent>, (bool, BadColour)> {
    let parse = |text: &str, is_dark| Colour::parse(text).ok_or((is_dark, BadColour::Unreadable));
    let on_light = match light {
        Some(text) => {
            let accent = Accent::of(parse(text, false)?);
            Some(accent.map_err(|faint| (false, BadColour::Faint(faint)))?)
        }
        None => None,
    };
    let Some(text) = dark else { return Ok(on_light) };
    let accent = on_light.unwrap_or_default().with_dark(parse(text, true)?);
    accent.map(Some).map_err(|faint| (true, BadColour::Faint(faint)))
}

#[cfg(test)]
mod tests {
    use super::{BadColour, accent};

    #[test]
    fn what_cannot_be_read_is_refused_where_it_was_typed() {
        assert_eq!(accent(None, None), Ok(None));
        assert_eq!(accent(Some("blue"), None), Err((false, BadColour::Unreadable)));
        assert!(matches!(
            accent(Some("#ffff00"), None),
            Err((false, BadColour::Faint(_)))
        ));
        assert!(matches!(
            accent(Some("#0b6e4f"), Some("#0b2e1f")),
            Err((true, BadColour::Faint(_)))
        ));
        let both = accent(Some("#0b6e4f"), Some("#5fd1a8")).unwrap().unwrap();
        assert_eq!(
            (both.light.fill.to_string(), both.dark.fill.to_string()),
            ("#0b6e4f".into(), "#5fd1a8".into())
        );
        assert!(accent(None, Some("#5fd1a8")).unwrap().is_some());
    }
}
