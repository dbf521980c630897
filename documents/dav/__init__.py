"""The drive as a network drive (WebDAV, RFC 4918) at `/dav/`, for Windows, macOS, GNOME, rclone and office programs.

WsgiDAV speaks the protocol; what a path means, who may do what and what happens is ours: paths are those of the web
(`visit.py`), rights are asked as on the web, and every change is one of the drive's actions. PUT on a file is a new
version, DELETE is the trash. `application.py` is mounted beside Django by `kog/wsgi.py`.
"""
