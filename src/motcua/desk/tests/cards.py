"""What a scanner reads off an invented identity card."""

CARD = "000185012345|012345678|Nguyễn Thị Ánh|05091985|Nữ|ấp Bến Đá, phường Bến Đá|01012024"
OTHER_CARD = "000090054321||Lê Văn Bình|11021990|Nam|xã Mẫu|01012024"
