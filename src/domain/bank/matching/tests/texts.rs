//! What is read of a line's texts.

use super::super::line_keys::{ending, reference_key, shared_digits};
use super::*;

#[test]
fn references_share_their_end() {
    for (one, other, shared) in [
        ("482913", "482913", 6),
        ("00482913", "482913", 6),
        ("0102482913", "482913", 6),
        ("000482913", "0102482913", 6),
        ("12345678", "12345678", 8),
        ("82913", "482913", 5),
        ("2913", "482913", 4),
        ("482914", "482913", 0),
        ("913", "482913", 3),
        // Zeros that the customer typed count, and are never strong.
        ("0042", "12340042", 4),
        ("0042", "5142", 2),
        ("0042", "90000042", 5),
        ("0042", "000042", 4),
        ("0000", "12340000", 0),
        ("", "482913", 0),
        ("bac1x977q", "BAC1X-977Q", 9),
    ] {
        let (one, other) = (reference_key(one), reference_key(other));
        assert_eq!(shared_digits(&one, &other), shared, "{one} {other}");
        assert_eq!(shared_digits(&other, &one), shared, "{other} {one}");
        assert!(shared < 4 || ending(&one) == ending(&other), "{one} {other}");
    }
}

#[test]
fn a_description_is_read_for_phones_and_documents() {
    let keys = |text| LineKeys::of("", text, None, None);
    for text in [
        "PM 04125551234",
        "pm:+58412-5551234",
        "0058 04125551234",
        "(0412-555.12.34)",
        "TLF04125551234",
    ] {
        assert!(keys(text).phones.contains(&4_125_551_234), "{text}");
    }
    for text in ["0412***1234 MARIA", "58412xxx1234", "PM:0412****1234"] {
        assert_eq!(keys(text).phone_endings, [1234], "{text}");
    }
    // A masked account is no phone.
    assert_eq!(keys("CTA ****1234").phone_endings, [0_u16; 0]);
    let payer = ('V', 12_345_678);
    for text in [
        "V12345678",
        "v-12.345.678 maria",
        "CI 12345678",
        "CI:V012345678",
        "V123456780",
        "ＰＥÑＡ Ｖ１２３４５６７８",
    ] {
        assert!(keys(text).names_payer(payer), "{text}");
    }
    for text in ["E12345678", "J-12345678-9", "V12345679", "V1234567", "123456789012", ""] {
        assert!(!keys(text).names_payer(payer), "{text}");
    }
    let company = ('J', 7_013_380);
    assert!(keys("DE J-07013380-5 C.A.").names_payer(company));
}

#[test]
fn the_banks_own_columns_are_read() {
    let phone = |phone| LineKeys::of("", "", Some(phone), None);
    assert_eq!(phone("+58 412 555 12 34").phones, [4_125_551_234]);
    for masked in ["0412***1234", "1234", "…1234", "XXXXXXX1234", "58412•••1234"] {
        assert_eq!(
            (phone(masked).phones, phone(masked).phone_endings),
            (vec![], vec![1234]),
            "{masked}"
        );
    }
    for nothing in ["", "12", "***"] {
        assert_eq!(phone(nothing), LineKeys::default(), "{nothing}");
    }
    let document = |document| LineKeys::of("", "", None, Some(document));
    assert_eq!(document("V-12.345.678").payer, Some(('V', 12_345_678)));
    assert_eq!(document("J070133805").payer, Some(('J', 7_013_380)));
    // A wrong check digit names nobody for sure, but may be who was declared.
    let unsure = document("J070133804");
    assert!(unsure.payer.is_none() && unsure.names_payer(('J', 7_013_380)));
}
