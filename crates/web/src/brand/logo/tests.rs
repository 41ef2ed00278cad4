use super::ratio_of_svg;

fn svg(inside: &str) -> String {
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 30 10\">{inside}</svg>")
}

#[test]
fn what_only_draws_is_taken() {
    for inside in [
        "<path d=\"M0 0h30v10z\" style=\"fill:#336acc\"/>",
        "<style>.a{fill:url(#g)}</style><linearGradient id=\"g\"/><path class=\"a\" d=\"M0 0h1\"/>",
        "<defs><path id=\"p\" d=\"M0 0h1\"/></defs><use href=\"#p\" fill=\"url( '#g' )\"/>",
        "<title>Municipalidad</title><!-- drawn by hand -->",
    ] {
        assert!(
            (ratio_of_svg(&svg(inside)).unwrap() - 3.0).abs() < 0.001,
            "{inside}"
        );
    }
    let by_sides = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40px\" height=\"20\"/>";
    assert!((ratio_of_svg(by_sides).unwrap() - 2.0).abs() < 0.001);
}

#[test]
fn what_could_act_or_load_is_refused_with_a_cure() {
    for inside in [
        "<script>alert(1)</script>",
        "<x:script xmlns:x=\"http://www.w3.org/2000/svg\">alert(1)</x:script>",
        "<path onload=\"alert(1)\" d=\"\"/>",
        "<foreignObject/>",
        "<animate attributeName=\"href\"/>",
        "<set attributeName=\"onclick\"/>",
        "<a href=\"&#106;avascript:alert(1)\"/>",
        "<image href=\"https://example.org/pixel.png\"/>",
        "<image xmlns:x=\"http://www.w3.org/1999/xlink\" x:href=\"//example.org/pixel.png\"/>",
        "<image href=\"data:image/svg+xml;base64,AAAA\"/>",
        "<style>@import 'https://example.org/a.css';</style>",
        "<style>.a{fill:url( \"https://example.org/a.svg#b\")}</style>",
        "<path style=\"fill:u\\72l(https://example.org)\" d=\"\"/>",
        "<?xml-stylesheet href=\"https://example.org/a.css\"?>",
        "<path d=\"\">",
    ] {
        let error = ratio_of_svg(&svg(inside)).unwrap_err().to_string();
        assert!(error.contains("cure:"), "{inside}: {error}");
    }
    let bomb = "<!DOCTYPE svg [<!ENTITY a \"aaaa\">]><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\">&a;</svg>";
    for text in [
        bomb,
        "<html/>",
        "<svg/>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        "",
    ] {
        assert!(ratio_of_svg(text).is_err(), "{text}");
    }
}
